"""What stands on paper is what was answered, in the version it was answered in; markup of typst is only text."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from forms_app.models.published import published_definition
from forms_app.rendering.pdf import Picture, Sheet, pdf_of
from forms_app.rendering.pdf.glyphs import typefaces
from tests.factories import files, forms

HOSTILE = '#import "x": *  $x^2$ *bold* _it_ @ref <label> \\ `raw` = Heading // comment #{1+1} [x] "'

REMARK = {"key": "remark", "type": "textarea", "label": "備考"}


def sheet(answers: dict | None = None, *questions: dict, **facts) -> Sheet:
    form = forms.published_form(definition=forms.definition(*questions), title="テスト申請")
    application = forms.application(form=form, answers=answers)
    definition = published_definition(application.form_version_id)
    return Sheet(application, definition, application.get_answers(), facts.pop("files", {}), **facts)


def remark(typed: str) -> Sheet:
    """What the kernel would clean before is put beside it: paper takes whatever is there."""
    return replace(sheet({"remark": "x"}, REMARK), values={"remark": typed})


def read(*sheets: Sheet) -> PdfReader:
    return PdfReader(BytesIO(pdf_of(sheets, town="岐阜県岐阜市")))


def text(*sheets: Sheet) -> str:
    return "".join(page.extract_text() for page in read(*sheets).pages).replace("\n", "").replace(" ", "")


def test_paper_says_what_was_answered(in_town):
    made = sheet({"remark": "一行目\n二行目"}, {"key": "remark", "type": "textarea", "label": "備考"})
    words = text(made)
    wanted = ("岐阜県岐阜市", "テスト申請", made.application.receipt_number, "備考", "一行目", "二行目", "令和")
    assert [word for word in wanted if word not in words] == []


def test_paper_is_tagged_titled_and_japanese(in_town):
    reader = read(sheet())
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("ja-JP", True, True)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title.startswith("テスト申請")


def test_markup_is_printed_as_it_was_typed(in_town):
    words = text(sheet({"remark": HOSTILE}, {"key": "remark", "type": "text", "label": "備考"}))
    assert HOSTILE.replace(" ", "") in words


@pytest.mark.parametrize(("typed", "code"), [("😀", "U+1F600"), ("\U0003134a", "U+3134A")])
def test_a_sign_the_typeface_has_not_is_marked_and_named(in_town, typed, code):
    words = text(sheet({"remark": f"岐{typed}阜"}, {"key": "remark", "type": "text", "label": "備考"}))
    assert ("岐〓阜" in words, code in words) == (True, True)


def test_hidden_answers_are_not_printed(in_town):
    shown = {"field": "a", "operator": "equals", "value": "x"}
    questions = [
        {"key": "a", "type": "text", "label": "前の問"},
        {"key": "b", "type": "text", "label": "かくれた問", "show_when": shown},
    ]
    assert "かくれた問" not in text(sheet({"a": "y", "b": "z"}, *questions))


def test_the_password_is_printed_only_where_it_is_given(in_town):
    assert ("照会パスワード" in text(sheet()), "ABCD-EFGH" in text(sheet(secret="ABCD-EFGH"))) == (False, True)


def test_photographs_are_printed_with_their_names(in_town):
    question = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}
    made = sheet(None, question)
    values = {"photo": ["11111111-1111-1111-1111-111111111111"]}
    with_photo = Sheet(
        made.application, made.definition, values, {values["photo"][0]: Picture("穴.jpg", files.road_photo())}
    )
    reader = read(with_photo)
    assert (len(reader.pages[0].images), "穴.jpg" in text(with_photo)) == (1, True)


def test_each_application_begins_on_a_page_of_its_own(in_town):
    assert len(read(sheet(), sheet(), sheet()).pages) == 3


def test_an_answer_of_twenty_thousand_signs_fits(in_town):
    assert text(remark("あ" * 20_000)).count("あ") == 20_000


def test_two_hundred_questions_fit(in_town):
    questions = [{"key": f"q{n}", "type": "text", "label": f"質問{n}番"} for n in range(200)]
    asked = forms.definition(*questions)
    asked["pages"][0]["groups"] = [{"fields": questions[:100]}, {"fields": questions[100:]}]
    application = forms.application(form=forms.published_form(definition=asked), answers={"q199": "終わり"})
    whole = Sheet(application, published_definition(application.form_version_id), application.get_answers(), {})
    words = text(whole)
    assert ([n for n in range(200) if f"質問{n}番" not in words], "終わり" in words) == ([], True)


@pytest.mark.parametrize("sign", ["a", "ー", "っ", "々", "…", "/", "！"])
def test_a_run_without_a_break_stays_on_the_page(in_town, sign):
    [page] = read(remark(sign * 300)).pages
    lines = [line for line in page.extract_text().split("\n") if sign * 5 in line]
    assert (len(lines) > 1, sum(line.count(sign) for line in lines)) == (True, 300)


@pytest.mark.parametrize(
    "typed", ["𠮷田", "髙﨑", "槗本", "邉", "德", "福", "葛\U000e0100城", "Nguyễn Thị Hương", "João", "か゚"]
)
def test_signs_of_names_are_printed_as_they_were_typed(in_town, typed):
    words = text(remark(typed))
    assert (typed.replace(" ", "") in words, "〓" in words) == (True, False)


@pytest.mark.parametrize(("typed", "printed"), [("か\u3099", "が"), ("e\u0302\u0303", "ễ")])
def test_marks_that_were_typed_apart_are_joined(in_town, typed, printed):
    assert printed in text(remark(typed))


def test_a_variant_the_typeface_has_not_is_printed_plainly_and_named(in_town):
    words = text(remark("葛\U000e0101城"))
    assert ("葛城" in words, "U+845BU+E0101" in words) == (True, True)


def test_many_unknown_signs_are_named_in_short(in_town):
    assert "ほか20字" in text(remark("".join(map(chr, range(0x1F600, 0x1F600 + 50)))))


def test_signs_without_a_shape_are_left_out(in_town):
    assert "岐阜市" in text(remark("岐\u200b阜\u202e\x00市"))


def test_every_sign_that_is_let_through_can_be_printed(in_town):
    """typst refuses the whole paper for one glyph it has not."""
    signs = "".join(chr(code) for face in typefaces() for code in sorted(face.signs))
    variants = "".join(chr(letter) + chr(mark) for face in typefaces() for letter, mark in sorted(face.variants))
    assert pdf_of([remark(signs), remark(variants)], town="岐阜市")[:5] == b"%PDF-"


def test_a_drawn_signature_is_printed(in_town):
    question = {"key": "sign", "type": "signature", "label": "署名"}
    made = sheet({"sign": {"drawn": files.drawn_signature()}}, question)
    assert (len(read(made).pages[0].images), "手書きの署名" in text(made)) == (1, True)


def test_what_a_link_said_comes_last_under_its_own_title(in_town):
    told = {"key": "source", "type": "hidden", "label": "広報の号", "parameter": "go", "allowed": ["11月号"]}
    words = text(sheet({"source": "11月号", "remark": "備考"}, told, REMARK))
    assert words.index("備考") < words.index("この申込の情報") < words.index("11月号")


def test_two_applications_name_their_own_unknown_signs(in_town):
    first, second = (page.extract_text() for page in read(remark("😀"), remark("岐阜")).pages)
    assert ("U+1F600" in first, "U+1F600" in second) == (True, False)


def test_papers_made_at_once_do_not_mix(in_town):
    sheets = [remark(f"申請その{number}番") for number in range(8)]
    alone = [text(each) for each in sheets]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(text, sheets)) == alone
