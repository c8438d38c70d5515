"""The 環境課 with a clerk who is logged in, and a client that stays in the town's schema between requests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from chatbot.models import FaqEntry
from municipalities.accounts.models import Role, Section, StaffUser
from tests.factories import accounts, faq

ROOT = "/admin/chatbot/faqentry/"


@pytest.fixture
def section(in_town) -> Section:
    return accounts.section(name="環境課")


@pytest.fixture
def log_in(town_client) -> Callable[..., StaffUser]:
    def as_new_person(role: str = Role.CLERK, sections: tuple[Section, ...] = ()) -> StaffUser:
        person = accounts.staff(role=role, sections=sections)
        town_client.force_login(person)
        return person

    return as_new_person


@pytest.fixture
def clerk(log_in, section) -> StaffUser:
    return log_in(sections=(section,))


@pytest.fixture
def entry(section) -> FaqEntry:
    """Published, and never written by anybody here."""
    return faq.published(
        slug="dogs", section=section, question="犬を飼い始めたときの手続は？", answer="**犬の登録**をしてください。"
    )


class Pages:
    def __init__(self, client: Any, town: Any):
        self.client, self.town = client, town

    def get(self, address: str = "", data: dict[str, Any] | None = None) -> Any:
        return self._settle(self.client.get(f"{ROOT}{address}", data))

    def post(self, address: str, data: dict[str, Any] | None = None) -> Any:
        return self._settle(self.client.post(f"{ROOT}{address}", data or {}))

    def _settle(self, response: Any) -> Any:
        connection.set_tenant(self.town)
        return response


@pytest.fixture
def pages(town, town_client) -> Pages:
    return Pages(town_client, town)


def typed(entry: FaqEntry, **changes: Any) -> dict[str, Any]:
    """What a browser posts from the page of the entry."""
    return {
        "revision": entry.revision,
        "entry": entry.pk or "",
        "question": entry.question,
        "paraphrases": "\r\n".join(entry.paraphrases),
        "answer": entry.answer,
        "short_answer": entry.short_answer,
        "links_label": [link["label"] for link in entry.links],
        "links_url": [link["url"] for link in entry.links],
        "form_slug": entry.form_slug,
        "category": entry.category_id,
        "section": entry.section_id,
        "audience": entry.audience,
        "legal_basis": entry.legal_basis,
        "language": entry.language,
        "review_on": entry.review_on or "",
        **changes,
    }
