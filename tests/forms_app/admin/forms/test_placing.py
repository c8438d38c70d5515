import pytest

from tests.municipalities.accounts.visible_text import visible_text

from .test_editor import order


def test_every_place_is_offered_under_its_page_and_group(form, clerk, pages):
    page = pages.get("field/kind/place/")
    assert page.context["item"].fields["to"].choices == [
        ("壊れているもの：どのような状態ですか", [
            ("what/", "いちばん前"), ("what/thing", "「品名」の後"), ("what/photo", "「写真」の後"),
        ]),
        ("連絡先", [("who/", "いちばん前"), ("who/email", "「メールアドレス」の後")]),
    ]  # fmt: skip


def test_places_of_a_page_and_of_a_group(form, clerk, pages):
    offered = [
        pages.get(address).context["item"].fields["to"].choices
        for address in ("page/reporter/place/", "group/who/place/")
    ]
    assert offered == [
        [("/", "いちばん前"), ("/damage", "「壊れているもの」の後")],
        [("壊れているもの", [("damage/", "いちばん前"), ("damage/what", "「どのような状態ですか」の後")]),
         ("連絡先", [("reporter/", "いちばん前")])],
    ]  # fmt: skip


def test_placing_moves_to_another_page_and_says_so(form, clerk, pages):
    response = pages.post("field/photo/place/", {"to": "who/email"})
    assert response["Location"].endswith("#field-photo")
    assert order(pages.saved()) == [["kind", "thing"], ["email", "photo"]]
    assert "「写真」を動かしました。" in visible_text(pages.get("change/").content.decode())


@pytest.mark.parametrize("to", ["", "none/", "who/none", "/", "what/email"])
def test_a_place_that_is_not_there_is_told(form, clerk, pages, to):
    response = pages.post("field/photo/place/", {"to": to})
    assert (response.status_code, order(pages.saved())) == (409, [["kind", "thing", "photo"], ["email"]])


def test_a_place_a_condition_does_not_allow_is_refused_with_a_sentence(form, clerk, pages):
    response = pages.post("field/kind/place/", {"to": "who/email"})
    assert response.status_code == 422
    assert "「品名」の条件が、後ろのページにある「種類」を使っています。" in visible_text(response.content.decode())


def test_what_is_gone_cannot_be_placed(form, clerk, pages):
    assert pages.get("field/none/place/").status_code == 404
