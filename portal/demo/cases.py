"""A few invented cases in different states, made by the real verbs."""

from django.db import transaction
from django.utils import timezone

from forms_app.models import Application, Form
from forms_app.services import review
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.submit import submit_application
from municipalities.accounts.models import StaffUser

from .people import DAMAGES, RESIDENTS


def make_cases(*, clerk: StaffUser) -> None:
    """Nothing where the town has applications already."""
    if Application.objects.exists():
        return
    with transaction.atomic():
        reports = [_report(number) for number in range(len(DAMAGES))]
        _bulky_waste()
        _review(reports, clerk)


def _review(reports: list[Application], clerk: StaffUser) -> None:
    in_review = [review.take_over(application=a, staff=clerk, revision=a.revision) for a in reports[:4]]
    question = "写真では場所がはっきりしませんでした。近くの建物の名前を書き足していただけますか。"
    review.return_for_correction(
        application=in_review[0], staff=clerk, revision=in_review[0].revision, message=question
    )
    done = "本日、穴をふさぎました。お知らせいただき、ありがとうございました。"
    review.complete(application=in_review[1], staff=clerk, revision=in_review[1].revision, message=done)
    review.add_note(application=in_review[2], staff=clerk, text="現地確認は午後の巡回で行う。")


def _report(number: int) -> Application:
    kind, danger, detail, place = DAMAGES[number]
    return _file(
        "road-damage",
        {
            "kind": kind,
            "danger": danger,
            "detail": detail,
            "location": {"address": place, "latitude": "35.423", "longitude": f"136.76{number}"},
            "reply_wanted": "yes",
            "reporter_name": _name(number),
            "email": f"resident{number + 1}@example.jp",
            "privacy": "yes",
        },
    )


def _bulky_waste() -> Application:
    return _file(
        "bulky-waste",
        {
            "from_home": "home",
            "categories": ["furniture", "bicycle"],
            "items": "三段の本棚 1つ\n子ども用の自転車 1台",
            "count": "2",
            "address": {
                "postal_code": "500-8701",
                "prefecture": "岐阜県",
                "city": "岐阜市",
                "town": "司町40-1",
                "building": "",
            },
            "spot": "玄関の前",
            "carry_help": "no",
            "applicant_name": _name(4),
            "phone": "058-214-1111",
            "email": "resident5@example.jp",
            "privacy": "yes",
        },
    )


def _name(number: int) -> dict[str, str]:
    return dict(zip(("family", "given", "family_kana", "given_kana"), RESIDENTS[number % len(RESIDENTS)], strict=True))


def _file(slug: str, answers: dict[str, object]) -> Application:
    draft = start_draft(form=Form.objects.get(slug=slug))
    save_answers(draft_id=draft.public_id, raw=answers)
    application = submit_application(draft_id=draft.public_id).application
    assert application.submitted_at <= timezone.now()
    return application
