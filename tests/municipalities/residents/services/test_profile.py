from municipalities.residents.models import Resident
from municipalities.residents.services.profile import add_to_profile, keep_profile
from tests.factories import residents


def stored(resident: Resident) -> dict:
    return Resident.objects.get(pk=resident.pk).profile


def test_profile_lies_sealed_and_opens_again(in_town):
    hanako = residents.resident()
    row = str(Resident.objects.values().get())
    assert (stored(hanako), "花子" in row, "058" in row) == (residents.PROFILE, False, False)


def test_kept_profile_is_the_whole_profile(in_town):
    hanako = residents.resident()
    keep_profile(resident=hanako, facts={"phone": "058-000-1111"})
    assert stored(hanako) == {"phone": "058-000-1111"}
    keep_profile(resident=hanako, facts={})
    assert (stored(hanako), Resident.objects.get().profile_sealed) == ({}, None)


def test_added_facts_leave_what_another_device_kept_meanwhile(in_town):
    hanako = residents.resident(profile={"phone": "058-000-1111"})
    as_read_before = Resident.objects.get(pk=hanako.pk)
    keep_profile(resident=hanako, facts={"phone": "058-000-1111", "birthday": "1946-08-15"})
    add_to_profile(resident=as_read_before, facts={"phone": "058-999-9999"})
    assert stored(hanako) == {"phone": "058-999-9999", "birthday": "1946-08-15"}
