from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from municipalities.residents.models import Resident, ResidentIdentity
from municipalities.residents.services.errors import AddressTaken
from municipalities.residents.services.identities import change_address, resident_of_address
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.encryption import CannotOpen


def test_first_log_in_makes_the_account_and_the_next_finds_it(in_town):
    made, is_new = resident_of_address("Hanako@Example.jp")
    found, is_new_again = resident_of_address("ｈａｎａｋｏ@example.jp ")
    assert (found, is_new, is_new_again, Resident.objects.count()) == (made, True, False, 1)


def test_address_lies_sealed_and_under_a_digest_of_the_town(town, other_town):
    digests = []
    for place in (town, other_town):
        with tenant_context(place):
            resident_of_address("hanako@example.jp")
            row = ResidentIdentity.objects.get()
            digests.append(row.digest)
            assert (row.address, "hanako" in str(ResidentIdentity.objects.values().get())) == (
                "hanako@example.jp",
                False,
            )
    assert digests[0] != digests[1]


def test_address_copied_to_another_row_does_not_open(in_town):
    first, _new = resident_of_address("hanako@example.jp")
    second, _new = resident_of_address("taro@example.jp")
    stolen = first.identities.get().address_sealed
    second.identities.update(address_sealed=stolen)
    with pytest.raises(CannotOpen):
        _ = second.email


def test_first_log_ins_at_the_same_moment_make_one_account(committed_town):
    together, found = Barrier(4), []

    def log_in() -> None:
        with tenant_context(committed_town):
            together.wait()
            found.append(resident_of_address("hanako@example.jp"))
        connection.close()

    threads = [Thread(target=log_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len({resident.pk for resident, _new in found}), sum(new for _who, new in found)) == (1, 1)


def test_changed_address_logs_in_and_the_former_does_not(in_town):
    resident, _new = resident_of_address("old@example.jp")
    change_address(resident=resident, address="new@example.jp")
    assert (resident.email, resident_of_address("new@example.jp")) == ("new@example.jp", (resident, False))
    assert resident_of_address("old@example.jp")[1] is True


def test_address_of_another_resident_is_refused_and_the_former_stays(in_town):
    resident, _new = resident_of_address("hanako@example.jp")
    resident_of_address("taro@example.jp")
    with pytest.raises(AddressTaken):
        change_address(resident=resident, address="TARO@example.jp")
    assert resident.email == "hanako@example.jp"


def test_second_address_of_a_resident_is_refused_by_the_database(in_town):
    resident, _new = resident_of_address("hanako@example.jp")
    identity = ResidentIdentity(resident=resident, kind="email")
    identity.address = "second@example.jp"
    with pytest.raises(IntegrityError):
        identity.save()
