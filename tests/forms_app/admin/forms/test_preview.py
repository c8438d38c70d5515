import pytest

from forms_app.models import Application, Attachment, Draft
from municipalities.accounts.models import Role
from municipalities.notifications.models import OutboxMessage
from tests.municipalities.accounts.visible_text import visible_text

FRAME = "preview/frame/"
FIRST = {"preview_page": "damage", "action": "next", "kind": "hole"}


def text(response) -> str:
    return visible_text(response.content.decode())


def test_preview_has_a_frame_in_two_widths(form, clerk, pages):
    widths = [pages.get("preview/", {"width": width}).context["width"] for width in ("phone", "pc", "nonsense")]
    assert widths == ["phone", "pc", "phone"]


def test_frame_shows_the_public_page_and_its_conditions(form, clerk, pages):
    page = pages.get(FRAME)
    assert "道路の穴" in text(page)
    assert [(field.key, field.is_visible) for field in page.context["groups"][0]["fields"]] == [
        ("kind", True),
        ("thing", False),
        ("photo", True),
    ]


def test_next_refuses_as_it_refuses_a_resident(form, clerk, pages):
    page = pages.post(FRAME, {"preview_page": "damage", "action": "next"})
    assert page.status_code == 422
    assert page.context["errors"] == [{"anchor": "f-kind", "message": "「種類」を選んでください。"}]


def test_next_to_the_check_page_and_back_keeps_what_was_typed(form, clerk, pages):
    second = pages.post(FRAME, FIRST)
    assert (second.context["page"].key, second.context["carried"]) == ("reporter", [("kind", "hole")])
    typed = {"kind": "hole", "email": "hanako@example.jp"}
    check = pages.post(FRAME, {"preview_page": "reporter", "action": "next", **typed})
    assert "道路の穴" in text(check)
    assert "試しに送っても、申請は作られず、だれにも届きません。" in text(check)
    back = pages.post(FRAME, {"preview_page": "check", "action": "back", **typed})
    assert back.context["page"].key == "reporter"
    assert 'value="hanako@example.jp"' in back.content.decode()


def test_trial_shows_the_mail_and_the_columns(form, clerk, pages):
    end = pages.post(FRAME, {"preview_page": "check", "action": "send", "kind": "hole", "email": "hanako@example.jp"})
    assert (end.context["mail_to"], end.context["columns"]) == (
        "hanako@example.jp",
        [("種類", "道路の穴"), ("メールアドレス", "hanako@example.jp")],
    )
    assert "申請を受け付けました（道路破損報告）" in text(end)


def test_trial_without_a_mail_address_says_that_no_mail_goes_out(form, clerk, pages):
    end = pages.post(FRAME, {"preview_page": "check", "action": "send", "kind": "hole"})
    assert "メールアドレスの入力がないため、メールは届きません。" in text(end)


def test_trial_of_what_is_not_whole_goes_to_the_first_mistake(form, clerk, pages):
    page = pages.post(FRAME, {"preview_page": "check", "action": "send", "email": "hanako"})
    assert (page.status_code, page.context["page"].key) == (422, "damage")


def test_preview_files_nothing(form, clerk, pages):
    pages.post(FRAME, {"preview_page": "check", "action": "send", "kind": "hole", "email": "hanako@example.jp"})
    pages.post(FRAME, FIRST)
    pages.post(FRAME, {"preview_page": "reporter", "action": "next", "kind": "hole"})
    assert [model.objects.count() for model in (Application, Draft, Attachment, OutboxMessage)] == [0] * 4


def test_frame_may_be_framed_by_this_site_only_and_runs_nothing_inline(form, clerk, pages):
    page = pages.get(FRAME)
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    policy = page["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


def test_frame_leads_nowhere_else(form, clerk, pages):
    assert "/procedures/" not in pages.get(FRAME).content.decode()


@pytest.mark.parametrize(
    "odd",
    [
        {"preview_page": "nowhere", "action": "next"},
        {"preview_page": "reporter", "action": "lookup:x"},
        {"action": "\0", "kind": "\0" * 9},
        {"preview_page": "check", "action": "next", "kind": "x" * 50_000, "email": "\x1b"},
    ],
)
def test_frame_answers_odd_input(form, clerk, pages, odd):
    assert pages.post(FRAME, odd).status_code in (200, 422)


def test_readers_may_look(form, log_in, pages):
    log_in(role=Role.READ_ONLY)
    assert [pages.get(address).status_code for address in ("preview/", FRAME)] == [200, 200]


@pytest.fixture
def translated(form):
    whole = form.draft_definition
    whole["translations"] = {"en": {"title": "Road damage"}}
    whole["pages"][0]["translations"] = {"en": {"title": "What is broken"}}
    whole["pages"][0]["groups"][0]["fields"][0]["translations"] = {"en": {"options": {"hole": "Pothole"}}}
    form.save()
    return form


def test_frame_is_read_in_a_language_of_the_form(translated, clerk, pages):
    page = pages.get(FRAME, {"language": "en"}).content.decode()
    assert '<h1 lang="en">What is broken</h1>' in page
    assert "<h1>壊れているもの</h1>" in pages.get(FRAME, {"language": "vi"}).content.decode()


def test_language_of_the_frame_stays_to_the_check_page(translated, clerk, pages):
    page = pages.post(FRAME, {**FIRST, "action": "language:en"})
    assert (page.context["page"].key, page.context["page"].title) == ("damage", "What is broken")
    check = pages.post(FRAME, {"preview_page": "reporter", "action": "next", "kind": "hole", "preview_language": "en"})
    assert "Pothole" in text(check)


def test_preview_opens_its_frame_in_the_language(translated, clerk, pages):
    urls = [pages.get("preview/", {"language": tag}).context["frame_url"] for tag in ("en", "<x>")]
    assert [url.endswith("frame/?language=en") for url in urls] == [True, False]
