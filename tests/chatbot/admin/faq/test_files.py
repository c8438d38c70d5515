import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chatbot.models import FaqEntry
from municipalities.accounts.models import Role
from tests.factories import accounts
from tests.municipalities.accounts.visible_text import visible_text

CHANGE = "記号,答え\ndogs,新しい答え\n".encode()


def upload(pages, content: bytes, name: str = "faq.csv"):
    return pages.post("import/", {"file": SimpleUploadedFile(name, content)})


def apply(pages, page, **changes):
    posted = {"packed": page.context["packed"], "digest": page.context["report"].digest}
    return pages.post("import/", {**posted, **changes})


@pytest.mark.parametrize(
    ("format", "name", "beginning"),
    [
        ("csv", "faq.csv", b"\xef\xbb\xbf"),
        ("csv-cp932", "faq-cp932.csv", "記号".encode("cp932")),
        ("xlsx", "faq.xlsx", b"PK"),
    ],
)
def test_entries_are_downloaded(entry, clerk, pages, format, name, beginning):
    answer = pages.get(f"export/{format}/")
    assert answer.content.startswith(beginning)
    assert name in answer["Content-Disposition"]


def test_unknown_format_is_not_found(clerk, pages):
    assert pages.get("export/pdf/").status_code == 404


def test_file_is_reported_before_it_is_taken(entry, clerk, pages):
    page = upload(pages, CHANGE)
    assert FaqEntry.objects.get().revision == entry.revision
    assert "まだ取り込んでいません" in visible_text(page.content.decode())
    answer = apply(pages, page)
    assert (answer.status_code, FaqEntry.objects.get().answer) == (302, "新しい答え")


def test_report_names_rows_and_sentences(entry, clerk, pages):
    text = visible_text(upload(pages, "記号,質問,答え\ndogs,,x\n,猫は？,y\n".encode()).content.decode())
    assert "3行目：取り込めません" in text
    assert "新しい質問には、分野、担当課が必要です。" in text


def test_nothing_is_taken_where_something_changed_meanwhile(entry, clerk, pages):
    page = upload(pages, CHANGE)
    FaqEntry.objects.update(answer="新しい答え")
    again = apply(pages, page)
    assert "まだ取り込んでいません" in visible_text(again.content.decode())
    assert FaqEntry.objects.get().revision == entry.revision


def zipped(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * size)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x81\x00", b"PK\x03\x04", "名前\n太郎".encode(), b"x" * (4 * 1024 * 1024 + 1), zipped(50_000_000)],
)
def test_file_that_cannot_be_read_is_told_at_its_field(clerk, pages, content):
    page = upload(pages, content)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["file"])


@pytest.mark.parametrize("packed", ["", "?", "AAAA", "x" * 100])
def test_page_that_was_tampered_with_takes_nothing(entry, clerk, pages, packed):
    answer = pages.post("import/", {"packed": packed, "digest": "x"})
    assert (answer.status_code, FaqEntry.objects.get().revision) == (422, entry.revision)


def test_who_only_reads_downloads_and_brings_nothing(entry, section, log_in, pages):
    log_in(Role.READ_ONLY, (section,))
    assert [pages.get("export/csv/").status_code, pages.get("import/").status_code] == [200, 403]
    assert upload(pages, CHANGE).status_code == 403


def test_other_section_takes_nothing(entry, log_in, pages):
    log_in(sections=(accounts.section(),))
    page = upload(pages, CHANGE)
    assert [row.kind for row in page.context["report"].rows] == ["wrong"]
    apply(pages, page)
    assert FaqEntry.objects.get().answer == entry.answer
