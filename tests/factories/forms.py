"""Forms and applications for tests: plain functions, sane defaults, every answer valid."""

from itertools import count

from forms_app.models import Application, Draft, Form
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.publish import publish_form
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Section

from .accounts import section as make_section

_numbers = count(1)

NAME = {"family": "岐阜", "given": "花子", "family_kana": "ギフ", "given_kana": "ハナコ"}
ADDRESS = {"postal_code": "500-8701", "prefecture": "岐阜県", "city": "岐阜市", "town": "司町40-1", "building": ""}


def definition(*fields: dict, title: str = "テスト申請") -> dict:
    """One page with these questions; without any: a name, an e-mail address and a remark."""
    fields = fields or (
        {"key": "applicant", "type": "name", "label": "お名前", "required": True},
        {"key": "email", "type": "email", "label": "メールアドレス"},
        {"key": "remark", "type": "textarea", "label": "備考"},
    )
    return {
        "schema_version": 1,
        "title": title,
        "pages": [{"key": "first", "title": "入力", "groups": [{"fields": list(fields)}]}],
    }


def form(*, definition: dict | None = None, section: Section | None = None, **facts) -> Form:
    """Not yet published."""
    number = next(_numbers)
    facts = {"slug": f"form-{number}", "title": f"テスト申請{number}", **facts}
    return Form.objects.create(
        section=section or make_section(), draft_definition=definition or globals()["definition"](), **facts
    )


def published_form(*, definition: dict | None = None, section: Section | None = None, **facts) -> Form:
    created = form(definition=definition, section=section, **facts)
    publish_form(form=created, staff=None, change_note="", revision=created.revision)
    created.refresh_from_db()
    return created


def draft(*, form: Form | None = None, answers: dict | None = None) -> Draft:
    started = start_draft(form=form or published_form())
    if answers is not None:
        started = save_answers(draft_id=started.public_id, raw=answers)
    return started


def application(*, form: Form | None = None, answers: dict | None = None) -> Application:
    """Filed through the real verb."""
    answers = {"applicant": NAME, "email": "hanako@example.jp"} if answers is None else answers
    return submit_application(draft_id=draft(form=form, answers=answers).public_id).application
