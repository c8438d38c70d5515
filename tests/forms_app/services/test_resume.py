from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from forms_app.models import Draft
from forms_app.services.draft import DRAFT_LIFETIME, discard_draft
from forms_app.services.errors import DraftGone
from forms_app.services.resume import mail_resume_link, read_resume_token
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy import signing
from municipalities.tenancy.context import tenant_context
from tests.factories import forms


def mail_for(draft: Draft) -> tuple[str, dict]:
    mail_resume_link(draft_id=draft.public_id, address="hanako@example.jp")
    row = OutboxMessage.objects.get()
    return row.recipient(), row.content()


def test_mail_holds_a_link_to_the_draft_and_no_answer(in_town):
    form = forms.published_form(slug="dog", title="犬の登録")
    draft = forms.draft(form=form, answers={"applicant": forms.NAME})
    to, content = mail_for(draft)
    token = content["link"].rpartition("/resume/")[2].rstrip("/")
    assert (to, read_resume_token(token)) == ("hanako@example.jp", draft.public_id)
    assert ("犬の登録" in content["title"], "花子" in str(content), "hanako" in content["link"]) == (True, False, False)


def test_mail_names_the_new_date_of_expiry(in_town):
    draft = forms.draft()
    Draft.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    _to, content = mail_for(draft)
    until = timezone.localtime(Draft.objects.get().expires_at)
    assert until > timezone.now() + DRAFT_LIFETIME - timedelta(minutes=1)
    assert f"{until.year}年{until.month}月{until.day}日" in content["text"]


def test_mail_leaves_with_its_transaction_or_not_at_all(in_town):
    draft = forms.draft()
    with transaction.atomic():
        mail_resume_link(draft_id=draft.public_id, address="hanako@example.jp")
        transaction.set_rollback(True)
    assert OutboxMessage.objects.count() == 0


def test_mail_for_a_draft_that_is_gone_is_refused(in_town):
    draft = forms.draft()
    discard_draft(draft_id=draft.public_id)
    with pytest.raises(DraftGone):
        mail_resume_link(draft_id=draft.public_id, address="hanako@example.jp")
    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("token", ["", "x", "WzFd:1abcde:forged"])
def test_token_that_is_forged_is_refused(in_town, token):
    with pytest.raises(DraftGone):
        read_resume_token(token)


def test_token_of_another_purpose_town_or_month_is_refused(town, other_town, monkeypatch):
    draft_id = "4f2a9a2e-7f7d-4a44-9a39-0f6e6d2d1b11"
    with tenant_context(other_town):
        foreign = signing.sign(draft_id, purpose="resume a draft")
    with tenant_context(town):
        cookie = signing.sign(draft_id, purpose="draft")
        monkeypatch.setattr("django.core.signing.time.time", lambda: 1_700_000_000.0)
        old = signing.sign(draft_id, purpose="resume a draft")
        monkeypatch.undo()
        for token in (foreign, cookie, old):
            with pytest.raises(DraftGone):
                read_resume_token(token)
