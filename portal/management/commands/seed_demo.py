import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from chatbot.knowledge.shipping import ship_entries
from forms_app.services.shipped import read_shipped, ship_form, shipped_slugs
from municipalities.accounts.models import Section, StaffUser
from municipalities.accounts.prefecture.models import PrefectureOperator
from municipalities.tenancy import directory
from municipalities.tenancy.addresses import absolute_url
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality
from portal.dashboard.figures import collect_figures
from portal.dashboard.topics import collect_unanswered_topics
from portal.demo.cases import make_cases
from portal.demo.garbage import make_garbage_calendar
from portal.demo.people import DEMO_PASSWORD, OPERATOR, SECTIONS, STAFF
from portal.demo.questions import make_questions

SHOWN_TOWN = "gifu_shi"


class Command(BaseCommand):
    help = "Demo data for every open town: sections, staff, the forms that ship. Only what is missing; refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("seed_demo writes accounts with a known password and is refused here (settings.DEMO)")
        # One hash for all: hashing is slow on purpose, and the password is the same anyway.
        password = make_password(DEMO_PASSWORD)
        self._seed_operator(password)
        towns = [town for town in directory.all_towns() if town.is_ready]
        for town in towns:
            self._seed_town(town, password)
        collect_figures()  # the prefecture's lists are not empty until beat comes round
        collect_unanswered_topics()
        self._write_logins()
        self.stdout.write(_("見本のデータを %(count)d 市町村に用意しました") % {"count": len(towns)})

    def _seed_operator(self, password: str) -> None:
        username, name = OPERATOR
        PrefectureOperator.objects.get_or_create(
            username=username, defaults={"display_name": name, "password": password, "password_is_initial": False}
        )

    def _seed_town(self, town: Municipality, password: str) -> None:
        with tenant_context(town), transaction.atomic():
            if not StaffUser.objects.exists():
                sections = self._seed_sections(town)
                self._seed_staff(sections, password)
                for slug in shipped_slugs():
                    ship_form(slug=slug, section=sections[read_shipped(slug)["section"]])
                ship_entries(sections=sections)
            make_garbage_calendar(town=town)
            if town.schema_name == SHOWN_TOWN:
                make_cases(clerk=StaffUser.objects.get(username="clerk"))
                make_questions()

    def _seed_sections(self, town: Municipality) -> dict[str, Section]:
        is_city = town.name.endswith("市")
        made: dict[str, Section] = {}  # by name: in a village one section does the work of several
        for position, demo in enumerate(SECTIONS):
            name = demo.name if is_city else demo.village_name
            facts = {"name": name, "phone": f"058-000-{demo.phone_suffix}", "position": position}
            made.setdefault(name, Section(**facts))
        Section.objects.bulk_create(made.values())
        return {demo.key: made[demo.name if is_city else demo.village_name] for demo in SECTIONS}

    def _seed_staff(self, sections: dict[str, Section], password: str) -> None:
        for demo in STAFF:
            staff = StaffUser.objects.create(
                username=demo.username,
                display_name=demo.display_name,
                role=demo.role,
                password=password,
                password_is_initial=False,
            )
            staff.sections.set([sections[key] for key in demo.sections])

    def _write_logins(self) -> None:
        prefecture, town = directory.find_by_schema("public"), directory.find_by_schema(SHOWN_TOWN)
        logins = [self._login(_("県の担当者"), prefecture, OPERATOR[0])]
        logins += [self._login(f"{town} {demo.label}", town, demo.username) for demo in STAFF]
        path = Path(settings.DATA_DIR("demo_logins.json"))
        path.touch(mode=0o600)
        path.write_text(json.dumps(logins, ensure_ascii=False, indent=2), encoding="utf-8")

    def _login(self, name: str, town: Municipality, username: str) -> dict[str, str]:
        url = absolute_url(town, "/admin/")
        return {"name": name, "url": url, "username": username, "password": DEMO_PASSWORD}
