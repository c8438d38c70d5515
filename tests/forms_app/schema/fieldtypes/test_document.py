import hashlib

import pytest

from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.document import document_hash
from forms_app.schema.registry import field_type
from tests.forms_app.schema.questions import clean, display, field_problems, question, refusal

DOCUMENT = field_type("document")
RULES = "犬は、つないで散歩します。\n\nふんは持ち帰ります。"
HASH = hashlib.sha256(RULES.encode()).hexdigest()


@pytest.mark.parametrize("raw", [True, "yes", "on", {"sha256": HASH}])
def test_clean_keeps_the_hash_of_what_was_read(raw):
    assert clean("document", raw, text=RULES) == {"sha256": HASH}


@pytest.mark.parametrize("raw", [None, False, "", "no"])
def test_clean_of_no_consent_is_unanswered(raw):
    assert clean("document", raw) is UNANSWERED


def test_clean_refuses_the_hash_of_another_text():
    assert refusal("document", {"sha256": HASH}, text="別の文") == ("document_changed", None, {})


@pytest.mark.parametrize("raw", [1, ["yes"], "maybe", {}, {"sha256": 1}, {"sha256": HASH, "more": ""}, {"text": RULES}])
def test_clean_refuses_anything_else(raw):
    assert refusal("document", raw, text=RULES) == ("wrong_shape", None, {})


def test_hash_differs_with_text_address_and_edition():
    facts = [{"text": "a"}, {"text": "b"}, {"text": "a", "link": "/a.pdf"}, {"text": "a", "edition": "第2版"}]
    assert len({document_hash(question("document", **each)) for each in facts}) == 4


def test_hash_does_not_change_with_what_is_not_read():
    labelled = question("document", text=RULES, label="規約", help="お読みください", link_label="規約")
    assert document_hash(labelled) == HASH


def test_display_names_the_edition():
    value = {"sha256": HASH}
    assert display("document", value) == "読んで了承した"
    assert display("document", value, edition="令和8年4月版") == "読んで了承した（令和8年4月版）"


def test_to_raw_is_what_the_box_posts():
    assert clean("document", DOCUMENT.to_raw(question("document"), {"sha256": HASH}), text=RULES) == {"sha256": HASH}


def test_there_must_be_something_to_read():
    assert field_problems("document", text="") == [("text", "nothing_to_read")]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://example.jp/", "//example.jp/", "https://a b", "x.pdf"])
def test_a_link_is_https_or_of_this_site(link):
    assert field_problems("document", link=link) == [("link", "shape")]


@pytest.mark.parametrize("link", ["https://www.city.gifu.lg.jp/kiyaku.pdf", "/procedures/"])
def test_a_link_alone_is_enough(link):
    assert clean("document", "yes", text="", link=link).keys() == {"sha256"}


def test_question_asks_for_consent():
    assert DOCUMENT.question(question("document")) == "「質問」を読んで、了承しますか。"
