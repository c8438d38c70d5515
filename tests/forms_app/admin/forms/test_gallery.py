from forms_app.models import Form
from forms_app.services.shipped import read_shipped, shipped_slugs
from municipalities.accounts.models import Role
from tests.municipalities.accounts.visible_text import visible_text

GALLERY = "/admin/forms_app/form/templates/"


def text(response) -> str:
    return visible_text(response.content.decode())


def test_every_shipped_procedure_has_a_card(clerk, pages):
    page = text(pages.get(GALLERY))
    assert [slug for slug in shipped_slugs() if read_shipped(slug)["title"] not in page] == []
    assert "根拠：狂犬病予防法第4条" in page


def test_templates_are_searched(clerk, pages):
    page = text(pages.get(GALLERY, {"q": "マイクロチップ"}))
    assert ("犬の登録" in page, "粗大ごみ" in page) == (True, False)
    assert "見つかりませんでした" in text(pages.get(GALLERY, {"q": "そのようなものはない"}))


def test_a_template_becomes_a_working_copy(clerk, pages, section):
    typed = {"title": "飼い犬の登録", "slug": "dogs", "section": section.pk}
    response = pages.post(f"{GALLERY}dog-registration/", typed)
    made = Form.objects.get(slug="dogs")
    assert (response.status_code, made.title, made.current_version) == (302, "飼い犬の登録", None)
    assert (made.draft_definition["title"], made.legal_basis) == ("飼い犬の登録", "狂犬病予防法第4条")


def test_an_address_that_is_taken_is_told(form, clerk, pages, section):
    response = pages.post(f"{GALLERY}dog-registration/", {"title": "x", "slug": "road", "section": section.pk})
    assert (response.status_code, Form.objects.count()) == (422, 1)


def test_template_that_is_not_there_is_not_found(clerk, pages):
    assert pages.get(f"{GALLERY}no-such-template/").status_code == 404


def test_readers_make_nothing(pages, log_in):
    log_in(role=Role.READ_ONLY)
    assert [pages.get(GALLERY).status_code, pages.post(f"{GALLERY}dog-registration/").status_code] == [403, 403]
