"""The PDF of an application: for whoever sent it, or shows number and password, and nobody else."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from .conftest import Browser

DONE_PDF, STATUS_PDF, LOOKUP = (
    "/procedures/dog/done/receipt.pdf",
    "/applications/status/application.pdf",
    "/applications/",
)


@pytest.fixture
def receipt(browser) -> tuple[str, str]:
    return browser.file_application()


def words(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_whoever_sent_it_gets_number_and_password(browser, receipt):
    said = words(browser, DONE_PDF)
    assert [each in said for each in receipt] == [True, True]


def test_the_paper_of_the_status_page_has_no_password(other_browser, receipt):
    number, secret = receipt
    other_browser.post(LOOKUP, receipt_number=number, secret=secret)
    said = words(other_browser, STATUS_PDF)
    assert [each in said for each in receipt] == [True, False]


def test_the_name_of_the_download_says_nothing_personal(browser, receipt):
    assert "ポチ" not in browser.get(DONE_PDF)["Content-Disposition"]
    assert "no-store" in browser.get(DONE_PDF)["Cache-Control"]


def test_another_browser_gets_no_paper(other_browser, receipt):
    assert (other_browser.get(DONE_PDF).status_code, other_browser.get(STATUS_PDF).status_code) == (410, 302)
