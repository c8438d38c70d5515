"""Nothing of one town works at another: every address of the resolver, with every cookie, id, file and number."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pypdf import PdfReader

from chatbot.dialogue.inquiry import PURPOSE as PURPOSE_OF_INQUIRY
from chatbot.dialogue.inquiry import file_inquiry
from chatbot.dialogue.person import ask_for_person
from chatbot.models import CannedReply, Conversation, FaqEntry, Handover, HandoverRating, Inquiry, UnansweredQuestion
from chatbot.models.inquiry import Asked
from forms_app.models import Application, Attachment, Draft, Export, Form
from forms_app.models.published import published_definition
from forms_app.models.receipt import receipt_secret
from forms_app.services import attachments, review
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.export import request_export, run_export
from forms_app.services.resume import PURPOSE
from forms_app.services.submit import submit_application
from municipalities.accounts.models import ApiToken, Role, Section, StaffUser
from municipalities.audit.models import AuditRecord
from municipalities.calendars.models import (
    CollectionBreak,
    CollectionException,
    CollectionRule,
    WasteArea,
    WasteCategory,
    WasteImport,
    WasteItem,
    WasteVersion,
)
from municipalities.notifications import webhooks
from municipalities.notifications.models import WebhookDelivery
from municipalities.notifications.webhook_models import WebhookEvent
from municipalities.opening.models import SpecialDay, WeekdayHours, complete_week
from municipalities.residents.models import Resident, ResidentSession
from municipalities.residents.services.codes import issue_code
from municipalities.residents.services.sessions import start_session
from municipalities.tenancy import directory, signing
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.encryption import CannotOpen
from municipalities.tenancy.models import Municipality
from tests.factories import accounts, asked, faq, files, forms, garbage, residents
from tests.factories.chat import Talk

FIELDS = [
    {"key": "detail", "type": "text", "label": "内容", "required": True},
    {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]},
]
SENT_TO = "code@example.jp"
# Pages anyone may read: they hold no person's data, and are served at every town.
PUBLIC = {
    "home", "chat", "text_size", "town_css", "accessibility", "privacy", "procedures", "procedure", "application_lookup",
    "garbage", "garbage_area", "garbage_year", "garbage_feed", "garbage_items", "garbage_colors",
    "address_lookup", "place_search", "login", "logged_out", "my_deleted", "admin:login", "admin:jsi18n", "api_schema", "api_forms", "api_form", "api_answers_schema",
}  # fmt: skip
# Where the town's own visitor meets the town's own secret: the control of this test.
SHOWS_SECRET = {"my_page", "my_profile", "my_data", "chat", "apply_page", "apply_check", "draft_file", "application_status", "attachment",
                "apply_done_pdf", "application_status_pdf", "admin:forms_app_application_pdf", "admin:forms_app_application_print",
                "admin:forms_app_application_change", "admin:forms_app_application_file", "admin:forms_app_export_download",
                "admin:chatbot_faqentry_change", "admin:chatbot_faqentry_deed",
                "admin:chatbot_faqentry_restore", "admin:chatbot_faqentry_export",
                "inquiry", "admin:chatbot_inquiry_change", "admin:chatbot_handover_change", "admin:chatbot_handover_news",
                "admin:chatbot_cannedreply_change",
                "admin:chatbot_unansweredquestion_change", "admin:chatbot_unansweredquestion_changelist",
                "admin:calendars_collectionexception_change", "admin:calendars_collectionexception_changelist"}  # fmt: skip


@dataclass
class World:
    """One town with one of everything, and the cookies of those who work with it."""

    town: Municipality
    secret: str
    arguments: dict[str, dict[str, object]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def shows_secret(self, response) -> bool:
        content = response.getvalue() if response.streaming else response.content
        if content.startswith(b"%PDF-"):  # packed: the words have to be read out
            content = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).encode()
        return self.secret.encode() in content or self.picture in content

    @property
    def picture(self) -> bytes:
        return files.picture(size=(8, 8 + len(self.secret)))


@pytest.fixture
def worlds(committed) -> tuple[World, World]:
    """Two towns whose rows have the same numbers and slugs."""
    return tuple(
        build_world(World(directory.find_by_schema(schema), secret))
        for schema, secret in (("gifu_shi", "岐阜市だけの秘密"), ("ogaki_shi", "大垣市だけが知る秘密"))
    )


def build_world(world: World) -> World:
    with tenant_context(world.town):
        section = accounts.section()
        administrator = accounts.staff(role=Role.TENANT_ADMIN, sections=(section,))
        form = forms.published_form(definition=forms.definition(*FIELDS), section=section, slug="walls")
        resident = residents.resident(address="hanako@example.jp", profile=profile_with(world.secret))
        draft, draft_file = filled_draft(world, form, resident)
        filed, case_file = filled_draft(world, form, resident)
        application = submit_application(draft_id=filed.public_id).application
        review.record_look(application=application, staff=administrator)
        review.return_for_correction(
            application=application, staff=administrator, revision=application.revision, message="直してください"
        )
        world.lookup = {
            "receipt_number": application.receipt_number,
            "secret": receipt_secret(application.public_id),
        }
        export = make_export(administrator, form)
        accounts.api_token(staff=administrator)
        faq.published(question="この町だけの質問", answer=world.secret, section=section)
        receiver = webhooks.register_endpoint(
            actor=administrator, name="連携", url="https://example.jp/", events=WebhookEvent.values
        )
        webhooks.ping(actor=administrator, endpoint=receiver)
        complete_week()
        SpecialDay.objects.create(day=date(2026, 11, 29), name="休日窓口")
        talk = talk_about(world.secret)
        ask_for_person(conversation=talk, section=section)
        file_inquiry(asked=Asked(question=world.secret, email="hanako@example.jp"), section=section)
        CannedReply.objects.create(title="あいさつ", text=world.secret)
        HandoverRating.objects.create(score=5, section=section)
        asked.topic(world.secret)
        prepare_garbage_days(world.secret)
        world.arguments = arguments_of(draft_file, case_file, application, administrator, section, export)
        world.cookies = {
            "draft": signing.sign([str(draft.public_id), str(filed.public_id)], purpose="draft"),
            "case": signing.sign(str(application.public_id), purpose="case"),
            "chat": signing.sign(str(talk.public_id), purpose="chat"),
            "resident": start_session(resident=resident, is_kept=True).token,
            "login": signing.sign([str(issue_code(address=SENT_TO)[0].public_id), ""], purpose="login /login/"),
            "sessionid": log_in(world.town, administrator),
        }
    return world


def prepare_garbage_days(secret: str) -> None:
    """A calendar that everybody reads, and one row that the staff have not published yet."""
    garbage.published()
    CollectionException.objects.create(day=date(2030, 1, 1), deed="skip", note=secret)
    WasteImport.objects.create(files=["area_days.csv"], report={"counts": {}, "problems": []})


def talk_about(secret: str) -> Conversation:
    talk = Talk()
    talk.say(secret)
    talk.conversation.refresh_from_db()
    return talk.conversation


def profile_with(secret: str) -> dict[str, object]:
    return {"name": {**forms.NAME, "family": secret}}


def filled_draft(world: World, form: Form, resident: Resident) -> tuple[Draft, Attachment]:
    draft = start_draft(form=form, resident=resident)
    question = published_definition(form.current_version_id).field("photo")
    upload = SimpleUploadedFile("a.png", world.picture, content_type="image/png")
    stored = attachments.store_upload(draft=draft, field=question, upload=upload)
    answers = {"detail": world.secret, "photo": [str(stored.public_id)]}
    return save_answers(draft_id=draft.public_id, raw=answers), stored


def make_export(staff: StaffUser, form: Form) -> Export:
    export = request_export(staff=staff, form=form, format="csv")
    run_export(export_id=export.pk)
    return export


def log_in(town: Municipality, staff: StaffUser) -> str:
    client = client_of(town)
    answer = client.post("/admin/login/", {"username": staff.username, "password": accounts.PASSWORD})
    assert answer.status_code == 302
    return client.cookies["sessionid"].value


def client_of(town: Municipality) -> Client:
    return Client(headers={"host": directory.host_of(town.schema_name)})


def arguments_of(
    draft_file: Attachment,
    case_file: Attachment,
    application: Application,
    staff: StaffUser,
    section: Section,
    export: Export,
) -> dict[str, dict[str, object]]:
    """What each address of the resolver needs, by its name; by the beginning of its name for the admin's own."""
    record, token, delivery = AuditRecord.objects.latest("id"), ApiToken.objects.get(), WebhookDelivery.objects.get()
    case = {"pk": application.pk}
    by_model = {
        "accounts_section": section.pk,
        "accounts_staffuser": staff.pk,
        "audit_auditrecord": record.pk,
        "forms_app_application": application.pk,
        "accounts_apitoken": token.pk,
        "notifications_webhookendpoint": delivery.endpoint_id,
        "notifications_webhookdelivery": delivery.pk,
        "chatbot_handover": Handover.objects.get().pk,
        "chatbot_inquiry": Inquiry.objects.get().pk,
        "chatbot_cannedreply": CannedReply.objects.get().pk,
        "chatbot_unansweredquestion": UnansweredQuestion.objects.get().pk,
        "chatbot_handoverrating": HandoverRating.objects.get().pk,
        "opening_weekdayhours": WeekdayHours.objects.get(weekday=0).pk,
        "opening_specialday": SpecialDay.objects.get().pk,
        "calendars_wastearea": WasteArea.objects.get(key="north").pk,
        "calendars_wastecategory": WasteCategory.objects.get(key="burn").pk,
        "calendars_wasteitem": WasteItem.objects.get(name="乾電池").pk,
        "calendars_collectionrule": CollectionRule.objects.first().pk,
        "calendars_collectionbreak": CollectionBreak.objects.get().pk,
        "calendars_collectionexception": CollectionException.objects.get().pk,
    }
    pages = ("change", "history", "delete", "reset_password", "switch_use", "revoke", "try_out", "replay")
    return {
        **{f"admin:{model}_{page}": {"object_id": pk} for model, pk in by_model.items() for page in pages},
        "admin:chatbot_handover_news": {"pk": Handover.objects.get().pk},
        "admin:chatbot_handover_verb": {"pk": Handover.objects.get().pk, "verb": "take"},
        "admin:chatbot_unansweredquestion_deed": {"pk": UnansweredQuestion.objects.get().pk, "deed": "reopen"},
        "admin:chatbot_inquiry_verb": {"pk": Inquiry.objects.get().pk, "verb": "close"},
        "inquiry": {"token": signing.sign(str(Inquiry.objects.get().public_id), purpose=PURPOSE_OF_INQUIRY)},
        "procedure": {"slug": "walls"},
        "chat_from_form": {"slug": "walls"},
        "chat_to_form": {"slug": "walls"},
        "admin:chatbot_stoppedskill_stop": {"skill": "procedures"},
        "admin:chatbot_stoppedskill_resume": {"skill": "procedures"},
        "apply_start": {"slug": "walls"},
        "apply_discard": {"slug": "walls"},
        "apply_assist": {"slug": "walls"},
        "apply_page": {"slug": "walls", "page_key": "first"},
        "apply_autosave": {"slug": "walls", "page_key": "first"},
        "apply_new_version": {"slug": "walls"},
        "apply_later": {"slug": "walls"},
        "apply_resume": {"slug": "walls", "token": signing.sign(str(draft_file.draft.public_id), purpose=PURPOSE)},
        "apply_check": {"slug": "walls"},
        "apply_done": {"slug": "walls"},
        "apply_done_pdf": {"slug": "walls"},
        "my_application": {"public_id": application.public_id},
        "my_again": {"public_id": application.public_id},
        "my_draft": {"public_id": draft_file.draft.public_id},
        "draft_file": {"slug": "walls", "public_id": draft_file.public_id},
        "attachment": {"public_id": case_file.public_id},
        "admin:forms_app_application_verb": {**case, "verb": "take_over"},
        "admin:forms_app_application_assign": case,
        "admin:forms_app_application_note": case,
        "admin:forms_app_application_pdf": case,
        "admin:forms_app_application_print": case,
        "admin:forms_app_application_file": {**case, "public_id": case_file.public_id},
        "admin:forms_app_application_picture": {**case, "public_id": case_file.public_id},
        "admin:forms_app_export_download": {"public_id": export.public_id},
        "admin:app_list": {"app_label": "forms_app"},
        "api_form": {"slug": "walls"},
        "api_answers_schema": {"slug": "walls", "number": 1},
        "api_validate": {"slug": "walls"},
        "api_drafts": {"slug": "walls"},
        "api_draft_files": {"slug": "walls", "draft_id": draft_file.draft.public_id},
        "api_submit": {"slug": "walls"},
        "api_application": {"public_id": application.public_id},
        "api_application_file": {"public_id": application.public_id, "file_id": case_file.public_id},
        "api_transitions": {"public_id": application.public_id},
        **{f"garbage_{page}": {"key": "north"} for page in ("area", "year", "feed")},
        "admin:calendars_wasteversion_import_report": {"pk": WasteImport.objects.get().pk},
        "admin:calendars_wasteversion_export": {"encoding": "utf-8"},
        "admin:calendars_wasteversion_restore": {"number": 1},
        **arguments_of_the_editor(application.form),
        **arguments_of_the_knowledge_base(),
    }


def arguments_of_the_editor(form: Form) -> dict[str, dict[str, object]]:
    """By the names of what an address asks for: one form, its first page, group and question, its version."""
    values = {
        "pk": form.pk, "object_id": form.pk, "number": 1, "page_key": "first", "parent": "first", "key": "detail",
        "kind": "field", "type_name": "text", "template": "dog-registration", "language": "en",
    }  # fmt: skip
    return {
        name: {parameter: values[parameter] for parameter in parameters}
        for name, parameters in parameters_of_addresses().items()
        if name.startswith("admin:forms_app_form_")
    }


def arguments_of_the_knowledge_base() -> dict[str, dict[str, object]]:
    entry = FaqEntry.objects.get()
    of_entry = {"pk": entry.pk, "object_id": entry.pk, "deed": "retire", "number": 1, "format": "csv"}
    values = {"admin:chatbot_faqentry_": of_entry, "admin:chatbot_faqcategory_": {"object_id": entry.category_id}}
    return {
        name: {parameter: of_model[parameter] for parameter in parameters}
        for name, parameters in parameters_of_addresses().items()
        for beginning, of_model in values.items()
        if name.startswith(beginning)
    }


def parameters_of_addresses() -> dict[str, set[str]]:
    return {name: set(pattern.pattern.converters) for name, pattern in named_patterns()}


def address_names() -> list[str]:
    """Every name of the town's resolver. The nameless ones are the admin's redirects to these."""
    return [name for name, _pattern in named_patterns()]


def named_patterns() -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []

    def walk(patterns, namespace: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
            elif pattern.name:
                found.append((namespace + pattern.name, pattern))

    walk(get_resolver("portal.urls_tenant").url_patterns, "")
    return found


def visit(world: World, name: str, *, cookies_of: World, method: str):
    client = client_of(world.town)
    for cookie, value in cookies_of.cookies.items():
        client.cookies[cookie] = value
    address = reverse(name, kwargs=cookies_of.arguments.get(name), urlconf="portal.urls_tenant")
    return getattr(client, method)(address, {"action": "next"} if method == "post" else {})


def test_every_address_is_known_to_this_test(worlds):
    for name in address_names():
        reverse(name, kwargs=worlds[0].arguments.get(name), urlconf="portal.urls_tenant")


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_shows_a_visitor_of_another_town_anything(worlds, method):
    here, there = worlds
    leaks = []
    for name in address_names():
        answer = visit(there, name, cookies_of=here, method=method)
        if here.shows_secret(answer) or there.shows_secret(answer):
            leaks.append((name, answer.status_code))
        if answer.status_code == 200 and name not in PUBLIC:
            leaks.append((name, 200))
    assert leaks == []


def test_town_shows_its_own_visitor_what_is_his(worlds):
    """The control: the same visits at home find the secret."""
    here, _there = worlds
    shown = {name for name in address_names() if here.shows_secret(visit(here, name, cookies_of=here, method="get"))}
    assert shown == SHOWS_SECRET


def test_receipt_number_and_password_open_nothing_at_another_town(worlds):
    here, there = worlds
    address = reverse("application_lookup", urlconf="portal.urls_tenant")
    statuses = [client_of(world.town).post(address, here.lookup).status_code for world in (here, there)]
    assert statuses == [302, 422]


def test_visits_at_another_town_change_nothing_there(worlds):
    here, there = worlds
    for name in set(address_names()) - {
        "apply_start",
        "api_drafts",
        "chat_from_form",
    }:  # anyone may begin a form anywhere
        visit(there, name, cookies_of=here, method="post")
    with tenant_context(there.town):
        application = Application.objects.get()
        assert (application.status, Draft.objects.count(), application.notes.count()) == ("returned", 1, 0)
        assert list(application.history.values_list("verb", flat=True)) == ["submit", "return_for_correction"]
        assert list(FaqEntry.objects.values_list("state", "revision")) == [("published", 1)]
        assert (Resident.objects.count(), ResidentSession.objects.count()) == (1, 1)
        assert (WasteVersion.objects.count(), WasteArea.objects.count(), CollectionException.objects.count()) == (
            1,
            2,
            1,
        )


def test_sealed_answers_moved_to_another_town_do_not_open(worlds):
    here, there = worlds
    with tenant_context(here.town):
        row = Application.objects.get()
    with tenant_context(there.town), pytest.raises(CannotOpen):
        row.get_answers()


def test_signed_token_is_of_one_town(worlds):
    here, there = worlds
    with tenant_context(there.town), pytest.raises(signing.BadToken):
        signing.unsign(here.cookies["case"], purpose="case", max_age=timedelta(hours=1))


def test_code_of_one_town_logs_in_at_no_other(worlds):
    here, there = worlds
    with tenant_context(here.town):
        row, code = issue_code(address="taro@example.jp")
        cookie = signing.sign([str(row.public_id), ""], purpose="login /login/")
    answers = []
    for world in (there, here):
        client = client_of(world.town)
        client.cookies["login"] = cookie
        answers.append(client.post("/login/code/", {"code": code}))
    assert ["resident" in answer.cookies for answer in answers] == [False, True]
    with tenant_context(there.town):
        assert Resident.objects.count() == 1


def test_profile_moved_to_another_town_does_not_open(worlds):
    here, there = worlds
    with tenant_context(here.town):
        row = Resident.objects.get()
    with tenant_context(there.town), pytest.raises(CannotOpen):
        _ = row.profile
