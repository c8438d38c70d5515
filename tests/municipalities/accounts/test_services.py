import threading

import pytest
from django.db import IntegrityError, connection, transaction

from municipalities.accounts import services
from municipalities.accounts.models import Role, StaffUser
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts


def latest_record() -> tuple[str, str, dict]:
    record = AuditRecord.objects.first()
    return record.action, record.object_label, record.detail


def test_register_staff_returns_the_password_that_logs_in(in_town):
    staff = StaffUser(username="hanako", display_name="長良 花子", role=Role.CLERK)
    password = services.register_staff(actor=None, staff=staff, sections=[accounts.section(name="道路課")])
    saved = StaffUser.objects.get(username="hanako")
    assert saved.check_password(password)
    assert saved.password_is_initial
    assert [section.name for section in saved.sections.all()] == ["道路課"]


def test_register_staff_is_audited_without_the_password(in_town):
    boss = accounts.staff(role=Role.TENANT_ADMIN)
    services.register_staff(actor=boss, staff=StaffUser(username="hanako", display_name="長良 花子"))
    assert latest_record() == ("staffuser.create", "長良 花子", {"role": "clerk"})


def test_reset_password_makes_the_old_one_useless(in_town):
    staff = accounts.staff()
    password = services.reset_password(actor=None, user=staff)
    staff.refresh_from_db()
    assert (staff.check_password(password), staff.check_password(accounts.PASSWORD)) == (True, False)
    assert staff.password_is_initial


def test_set_own_password_ends_the_initial_one(in_town):
    staff = accounts.staff()
    services.reset_password(actor=None, user=staff)
    services.set_own_password(user=staff, password="a password of my own")
    staff.refresh_from_db()
    assert (staff.password_is_initial, staff.check_password("a password of my own")) == (False, True)


def test_deactivate_keeps_the_account(in_town):
    staff = accounts.staff()
    services.deactivate(actor=None, user=staff)
    assert not StaffUser.objects.get(pk=staff.pk).is_active
    assert latest_record()[0] == "staffuser.deactivate"


def test_activate_lets_the_person_in_again(in_town):
    staff = accounts.staff()
    services.deactivate(actor=None, user=staff)
    services.activate(actor=None, user=staff)
    assert StaffUser.objects.get(pk=staff.pk).is_active


def test_deactivate_refuses_the_last_administrator(in_town):
    boss = accounts.staff(role=Role.TENANT_ADMIN)
    accounts.staff(role=Role.SECTION_MANAGER)
    with pytest.raises(services.LastAdministrator):
        services.deactivate(actor=boss, user=boss)
    assert StaffUser.objects.get(pk=boss.pk).is_active
    assert not AuditRecord.objects.exists()


@pytest.mark.parametrize("change", [{"role": Role.CLERK}, {"is_active": False}])
def test_database_keeps_the_last_administrator(in_town, change):
    accounts.staff(role=Role.TENANT_ADMIN)
    accounts.staff(role=Role.TENANT_ADMIN)
    with pytest.raises(IntegrityError, match="staff_keeps_one_administrator"), transaction.atomic():
        StaffUser.objects.update(**change)


def test_database_keeps_the_last_administrator_from_deletion(in_town):
    boss = accounts.staff(role=Role.TENANT_ADMIN)
    with pytest.raises(IntegrityError, match="staff_keeps_one_administrator"), transaction.atomic():
        boss.delete()


def test_an_administrator_of_another_town_does_not_count(in_town, other_town):
    with tenant_context(other_town):
        accounts.staff(role=Role.TENANT_ADMIN)
    boss = accounts.staff(role=Role.TENANT_ADMIN)
    with pytest.raises(services.LastAdministrator):
        services.deactivate(actor=None, user=boss)


def test_two_administrators_cannot_switch_each_other_off_at_once(committed_town):
    one, other = accounts.staff(role=Role.TENANT_ADMIN), accounts.staff(role=Role.TENANT_ADMIN)
    first_has_written, outcomes = threading.Event(), {}

    def first() -> None:
        with tenant_context(committed_town), transaction.atomic():
            services.deactivate(actor=other, user=one)
            first_has_written.set()
            threading.Event().wait(0.3)  # the second one must wait here, not slip through
        connection.close()

    def second() -> None:
        first_has_written.wait()
        try:
            with tenant_context(committed_town):
                services.deactivate(actor=one, user=other)
        except services.LastAdministrator:
            outcomes["second"] = "refused"
        connection.close()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == {"second": "refused"}
    assert StaffUser.objects.filter(is_active=True).count() == 1
