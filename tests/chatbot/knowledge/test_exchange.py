import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.utils import timezone

from chatbot.knowledge.exchange.importing import apply_import, preview_import
from chatbot.knowledge.exchange.reading import FileRefused, read_table
from chatbot.knowledge.exchange.writing import FORMATS, write_entries
from chatbot.models import FaqEntry
from municipalities.accounts.models import Role
from tests.factories import accounts, faq, forms

LATER = timezone.localdate() + timedelta(days=300)


@pytest.fixture
def section(in_town):
    return accounts.section(name="環境課")


@pytest.fixture
def clerk(section):
    return accounts.staff(sections=(section,))


@pytest.fixture
def entry(section):
    forms.published_form(slug="dog-registration")
    return faq.published(
        slug="dogs",
        section=section,
        category=faq.category(slug="pets", label="ペット"),
        question="犬を飼い始めたときの手続は？",
        paraphrases=["犬の登録", "=1+1", "狂犬病〜注射"],
        answer='- 窓口へ\n- **電話**でも\n\n「はい」と"言う"',
        links=[{"label": "県の ページ", "url": "https://www.pref.gifu.lg.jp/"}],
        form_slug="dog-registration",
        is_general=True,
        review_on=LATER,
    )


def file_of(format: str) -> bytes:
    return write_entries(FaqEntry.objects.select_related("category", "section"), format).content


def kinds(content: bytes, staff) -> list[str]:
    return [row.kind for row in preview_import(table=read_table(content), staff=staff).rows]


def bring(content: bytes, staff):
    table = read_table(content)
    report, is_done = apply_import(table=table, staff=staff, digest=preview_import(table=table, staff=staff).digest)
    assert is_done
    return report


def table(*rows: dict[str, str], encoding: str = "utf-8-sig") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding)


NEW = {"分野": "ペット", "質問": "猫を飼うときの手続は？", "答え": "いりません。", "担当課": "環境課"}


@pytest.mark.parametrize("format", list(FORMATS))
def test_file_that_was_written_changes_nothing_when_it_is_read(entry, clerk, format):
    assert kinds(file_of(format), clerk) == ["unchanged"]
    assert bring(file_of(format), clerk).writes == 0
    assert FaqEntry.objects.get().revision == entry.revision


@pytest.mark.parametrize("format", ["csv", "csv-cp932"])
def test_csv_runs_no_formula(entry, format):
    FaqEntry.objects.update(question="=HYPERLINK(1)")
    assert "'=HYPERLINK" in file_of(format).decode("cp932" if "cp932" in format else "utf-8")


def test_xlsx_runs_no_formula(entry):
    FaqEntry.objects.update(question="=HYPERLINK(1)")
    cells = [
        cell for row in openpyxl.load_workbook(io.BytesIO(file_of("xlsx"))).worksheets[0].iter_rows() for cell in row
    ]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]


def test_row_with_the_sign_of_an_entry_changes_it(entry, clerk):
    report = bring(table({"記号": "dogs", "答え": "新しい答え", "代表質問": ""}), clerk)
    saved = FaqEntry.objects.get()
    assert [(row.kind, row.changed) for row in report.rows] == [("changed", ["答え", "代表質問"])]
    assert (saved.answer, saved.is_general, saved.question, saved.state) == (
        "新しい答え",
        False,
        entry.question,
        "draft",
    )
    assert saved.revisions.first().note == "ファイルから取り込み"


def test_empty_cell_of_what_an_entry_needs_leaves_it_as_it_is(entry, clerk):
    [row] = bring(
        table({"記号": "dogs", "質問": "", "答え": " ", "分野": "", "担当課": "", "対象の方": "飼い主"}), clerk
    ).rows
    assert (row.kind, row.changed, FaqEntry.objects.get().question) == ("changed", ["対象の方"], entry.question)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_row_without_a_sign_is_a_new_entry_once(entry, clerk, encoding):
    content = table(NEW, encoding=encoding)
    assert [bring(content, clerk).rows[0].kind, bring(content, clerk).rows[0].kind] == ["new", "unchanged"]
    assert FaqEntry.objects.filter(question=NEW["質問"], state="draft").count() == 1


def test_new_entry_keeps_the_sign_it_was_given(entry, clerk):
    bring(table({**NEW, "記号": "cats"}), clerk)
    assert FaqEntry.objects.filter(slug="cats").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"分野": "ない分野"}, "分野「ない分野」がありません。"),
        ({"担当課": "ない課"}, "担当課「ない課」がありません。"),
        ({"答え": ""}, "新しい質問には、答えが必要です。"),
        ({"質問": "あ" * 101}, "100"),
        ({"記号": "だめ"}, "記号は、半角の"),
        ({"代表質問": "たぶん"}, "代表質問には"),
        ({"内容を見直す日": "来年"}, "見直す日「来年」を読み取れません。"),
        ({"内容を見直す日": "2027-13-40"}, "見直す日「2027-13-40」を読み取れません。"),
        ({"内容を見直す日": "2020/4/1"}, "過ぎています"),
        ({"関連するページ": "名前だけ"}, "関連するページは、名前とアドレスの両方"),
        ({"関連するページ": "悪い javascript:alert(1)"}, "アドレスを確かめてください"),
        ({"オンライン手続": "no-such"}, "オンライン手続はありません"),
        ({"ことば": "火星語"}, "火星語"),
        ({"質問": "〓を飼うには？"}, "〓"),
    ],
)
def test_wrong_row_is_told_and_left_out(entry, clerk, changes, sentence):
    [row] = bring(table({**NEW, **changes}), clerk).rows
    assert (row.kind, sentence in "".join(row.sentences)) == ("wrong", True)
    assert FaqEntry.objects.count() == 1


def test_right_rows_are_taken_beside_wrong_ones(entry, clerk):
    report = bring(table(NEW, {**NEW, "質問": "亀は？", "答え": ""}), clerk)
    assert [(row.number, row.kind) for row in report.rows] == [(2, "new"), (3, "wrong")]
    assert FaqEntry.objects.count() == 2


def test_second_row_of_the_same_question_is_wrong(entry, clerk):
    rows = preview_import(table=read_table(table(NEW, NEW)), staff=clerk).rows
    assert [row.kind for row in rows] == ["new", "wrong"]
    assert rows[1].sentences == ["2行目と同じ質問です。どちらかを消してください。"]


def test_letter_that_shift_jis_lost_is_refused(entry, clerk):
    FaqEntry.objects.update(answer="𠮷田さんへ")
    [row] = preview_import(table=read_table(file_of("csv-cp932")), staff=clerk).rows
    assert (row.kind, "シフトJISにない文字" in row.sentences[0]) == ("wrong", True)


@pytest.mark.parametrize("day", ["2031-04-01", "2031/4/1", "2031年4月1日", "2031.4.1", "2031-04-01T00:00:00"])
def test_days_are_read_as_people_write_them(entry, clerk, day):
    bring(table({"記号": "dogs", "内容を見直す日": day}), clerk)
    assert FaqEntry.objects.get().review_on == date(2031, 4, 1)


def test_days_of_a_spreadsheet_are_read(entry, clerk):
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["記号", "内容を見直す日"])
    book.active.append(["dogs", date(2031, 4, 1)])
    book.save(file)
    bring(file.getvalue(), clerk)
    assert FaqEntry.objects.get().review_on == date(2031, 4, 1)


@pytest.mark.parametrize("role", [Role.CLERK, Role.SECTION_MANAGER])
def test_rows_of_another_section_are_wrong(entry, role):
    other = accounts.staff(role=role, sections=(accounts.section(name="税務課"),))
    rows = preview_import(table=read_table(table({"記号": "dogs", "答え": "ちがう"})), staff=other).rows
    taken = preview_import(table=read_table(table({"記号": "dogs", "担当課": "税務課"})), staff=other).rows
    assert [row.kind for row in (*rows, *taken)] == ["wrong", "wrong"]


def test_import_that_would_do_something_else_by_now_does_nothing(entry, clerk):
    read = read_table(table({"記号": "dogs", "答え": "新しい答え"}))
    seen = preview_import(table=read, staff=clerk)
    FaqEntry.objects.update(answer="新しい答え")
    report, is_done = apply_import(table=read, staff=clerk, digest=seen.digest)
    assert (is_done, report.rows[0].kind) == (False, "unchanged")


def test_columns_that_nobody_knows_are_named(entry, clerk):
    report = preview_import(
        table=read_table(table({"記号": "dogs", "メモ": "x", "状態（読み込みません）": ""})), staff=clerk
    )
    assert report.ignored_columns == ["メモ"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\x81\x00\xff\xfe", "not_text"),
        (b"PK\x03\x04 no zip", "not_a_table"),
        (b"x" * (4 * 1024 * 1024 + 1), "too_large"),
        ("質問\n".encode() + b"a\n" * 2001, "too_many_rows"),
    ],
)
def test_file_that_is_no_table_is_refused(content, code):
    with pytest.raises(FileRefused) as refused:
        read_table(content)
    assert refused.value.code == code


def test_table_of_something_else_is_refused(clerk):
    with pytest.raises(FileRefused) as refused:
        preview_import(table=read_table("名前,電話\n太郎,090".encode()), staff=clerk)
    assert refused.value.code == "no_columns"


def test_tabs_are_read_as_well(entry, clerk):
    assert kinds("記号\t答え\ndogs\t新しい答え\n".encode(), clerk) == ["changed"]


def test_statements_of_a_report_do_not_grow_with_its_rows(entry, clerk, django_assert_max_num_queries):
    rows = [{**NEW, "質問": f"質問{number}？"} for number in range(50)]
    with django_assert_max_num_queries(6):
        assert kinds(table(*rows), clerk) == ["new"] * 50
