from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from municipalities.accounts.models import Role, StaffUser
from municipalities.tenancy.context import current_schema, tenant_context
from tests.factories import accounts


def create(**options) -> str:
    out = StringIO()
    defaults = {"town": "gifu-shi", "username": "hanako", "name": "長良 花子", "generate": True}
    call_command("create_staff", stdout=out, **{**defaults, **options})
    return out.getvalue()


def test_create_staff_makes_an_administrator_of_that_town(town):
    assert "長良 花子（ログイン名 hanako）を登録しました" in create()
    with tenant_context(town):
        assert [staff.role for staff in StaffUser.objects.all()] == [Role.TENANT_ADMIN]
    assert current_schema() == "public"


def test_create_staff_puts_a_clerk_into_sections(town):
    with tenant_context(town):
        roads = accounts.section(name="道路課")
    create(role=Role.CLERK, section=["道路課"])
    with tenant_context(town):
        assert list(StaffUser.objects.get().sections.all()) == [roads]


def test_create_staff_names_the_section_that_is_missing(town):
    with pytest.raises(CommandError, match="ない課があります: 道路課"):
        create(section=["道路課"])


def test_create_staff_names_the_town_that_is_missing(town):
    with pytest.raises(CommandError, match="「atlantis-shi」という市町村はありません"):
        create(town="atlantis-shi")
