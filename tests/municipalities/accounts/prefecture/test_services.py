from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from municipalities.accounts import services as town_services
from municipalities.accounts.models import Role, StaffUser
from municipalities.accounts.prefecture import services
from municipalities.accounts.prefecture.models import PrefectureOperator
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality, TownState
from municipalities.tenancy.prefectures import TownFacts
from municipalities.tenancy.services import WrongState
from tests.factories import accounts

SAKAE = TownFacts(
    code="219991",
    name="栄町",
    kana="さかえちょう",
    slug="sakae-cho",
    county="本巣郡",
    region="岐阜",
    latitude=Decimal("35.4"),
    longitude=Decimal("136.7"),
    website="https://www.example.jp/",
    theme_color="#1a5fb4",
)


def told(town: Municipality | None = None) -> list[tuple[str, str, int | None]]:
    """(action, who, number) in a town's log, or in the prefecture's."""
    fields = ("action", "actor_name", "actor_id")
    if town is None:
        return list(AuditRecord.objects.values_list(*fields))
    with tenant_context(town):
        return list(AuditRecord.objects.values_list(*fields))


def test_create_town_makes_one_that_is_open_and_empty(operator):
    town = services.create_town(operator=operator, facts=SAKAE)
    assert town.state == TownState.READY
    with tenant_context(town):
        assert not StaffUser.objects.exists()


def test_create_town_is_told_on_both_sides(operator):
    town = services.create_town(operator=operator, facts=SAKAE)
    assert told() == [("municipality.provision", "県庁 太郎", operator.pk)]
    assert told(town) == [("municipality.provision", "県庁 太郎（県の担当者）", None)]


def test_create_town_twice_changes_nothing(operator):
    services.create_town(operator=operator, facts=SAKAE)
    with pytest.raises(ValidationError, match="sakae_cho"):
        services.create_town(operator=operator, facts=SAKAE)


def test_suspend_reopen_and_close_are_told_on_both_sides(operator, town):
    services.suspend_town(operator=operator, town=town, notice="工事中です")
    services.reopen_town(operator=operator, town=town)
    services.suspend_town(operator=operator, town=town, notice="合併します")
    services.close_town(operator=operator, town=town, notice="合併しました")
    actions = ["municipality.close", "municipality.suspend", "municipality.reopen", "municipality.suspend"]
    assert [action for action, *_ in told()] == actions
    assert [action for action, *_ in told(town)] == actions
    assert Municipality.objects.get(pk=town.pk).suspension_notice == "合併しました"


def test_a_verb_that_does_not_apply_is_not_told(operator, town):
    with pytest.raises(WrongState):
        services.reopen_town(operator=operator, town=town)
    assert (told(), told(town)) == ([], [])


def test_switch_features_tells_which_are_off(operator, town):
    services.switch_features(operator=operator, town=town, disabled=["staff_mail"])
    assert not Municipality.objects.get(pk=town.pk).has_feature("staff_mail")
    assert AuditRecord.objects.get().detail == {"disabled_features": ["staff_mail"]}


def test_register_town_staff_writes_into_the_town_only(operator, town, other_town):
    staff = StaffUser(username="hanako", display_name="長良 花子", role=Role.TENANT_ADMIN)
    password = services.register_town_staff(operator=operator, town=town, staff=staff)
    with tenant_context(town):
        assert StaffUser.objects.get().check_password(password)
    with tenant_context(other_town):
        assert not StaffUser.objects.exists()


def test_register_town_staff_is_told_on_both_sides(operator, town):
    staff = StaffUser(username="hanako", display_name="長良 花子", role=Role.TENANT_ADMIN)
    services.register_town_staff(operator=operator, town=town, staff=staff)
    assert told() == [("staffuser.create", "県庁 太郎", operator.pk)]
    assert told(town) == [("staffuser.create", "県庁 太郎（県の担当者）", None)]
    assert AuditRecord.objects.get().object_label == "岐阜市 長良 花子"


def test_deactivate_town_staff_keeps_the_last_administrator(operator, town):
    with tenant_context(town):
        boss = accounts.staff(role=Role.TENANT_ADMIN)
    with pytest.raises(town_services.LastAdministrator):
        services.deactivate_town_staff(operator=operator, town=town, staff=boss)
    assert (told(), told(town)) == ([], [])


def test_deactivate_activate_and_reset_are_told_on_both_sides(operator, town):
    with tenant_context(town):
        clerk = accounts.staff()
    services.deactivate_town_staff(operator=operator, town=town, staff=clerk)
    services.activate_town_staff(operator=operator, town=town, staff=clerk)
    services.reset_town_password(operator=operator, town=town, staff=clerk)
    actions = ["staffuser.reset_password", "staffuser.activate", "staffuser.deactivate"]
    assert [action for action, *_ in told()] == actions
    assert [action for action, *_ in told(town)] == actions


def test_register_operator_returns_the_password_that_logs_in(operator):
    password = services.register_operator(
        actor=operator, operator=PrefectureOperator(username="jiro", display_name="県庁 次郎")
    )
    saved = PrefectureOperator.objects.get(username="jiro")
    assert (saved.check_password(password), saved.password_is_initial) == (True, True)
    assert told() == [("prefectureoperator.create", "県庁 太郎", operator.pk)]


def test_the_last_operator_stays(operator):
    with pytest.raises(town_services.LastAdministrator):
        town_services.deactivate(actor=operator, user=operator)
    assert PrefectureOperator.objects.get().is_active
