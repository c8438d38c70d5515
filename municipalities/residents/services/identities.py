"""Who has this address? The first log-in makes the account."""

from django.db import IntegrityError, transaction

from municipalities.residents.models import IdentityKind, Resident, ResidentIdentity
from municipalities.residents.models.resident import address_digest

from .errors import AddressTaken


def resident_of_address(address: str) -> tuple[Resident, bool]:
    """The resident, and whether the account was made now. The address is proven to be the caller's (codes.use_code)."""
    resident = _find(address)
    if resident is not None:
        return resident, False
    try:
        with transaction.atomic():
            resident = Resident.objects.create()
            _identity(resident, address).save()
    except IntegrityError:  # another device was first
        return ResidentIdentity.objects.get(kind=IdentityKind.EMAIL, digest=address_digest(address)).resident, False
    return resident, True


def change_address(*, resident: Resident, address: str) -> None:
    """The address is proven to be the caller's. Raises AddressTaken."""
    try:
        with transaction.atomic():
            resident.identities.filter(kind=IdentityKind.EMAIL).delete()
            _identity(resident, address).save()
    except IntegrityError as error:
        raise AddressTaken from error


def _identity(resident: Resident, address: str) -> ResidentIdentity:
    identity = ResidentIdentity(resident=resident, kind=IdentityKind.EMAIL)
    identity.address = address
    return identity


def _find(address: str) -> Resident | None:
    found = ResidentIdentity.objects.filter(kind=IdentityKind.EMAIL, digest=address_digest(address))
    identity = found.select_related("resident").first()
    return identity.resident if identity else None
