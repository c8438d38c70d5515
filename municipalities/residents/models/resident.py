"""A resident (住民) with an account. Nobody needs one; what is known of the person is what the person wrote."""

import json
import unicodedata
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.residents.digest import keyed_digest
from municipalities.tenancy.sealed_row import SealedRow


class IdentityKind(models.TextChoices):
    EMAIL = "email", _("メールアドレス")


class Resident(SealedRow):
    """`profile`: {fact: clean value}, whatever the resident has filled in: name, birthday, phone, address, language, text_size."""

    profile_sealed = models.BinaryField(null=True, editable=False)
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("住民")
        verbose_name_plural = _("住民")

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def profile(self) -> dict[str, Any]:
        return json.loads(self.open_text(self.profile_sealed, field="profile")) if self.profile_sealed else {}

    @profile.setter
    def profile(self, facts: dict[str, Any]) -> None:
        text = json.dumps(facts, ensure_ascii=False)
        self.profile_sealed = self.seal_text(text, field="profile") if facts else None

    @property
    def email(self) -> str:
        """The address of the log-in by e-mail; '' where there is none."""
        identity = self.identities.filter(kind=IdentityKind.EMAIL).first()
        return identity.address if identity else ""


class ResidentIdentity(SealedRow):
    """By what a resident is recognised at log-in: found by a digest that only this town can make, readable only when unsealed."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=10, choices=IdentityKind.choices)
    digest = models.CharField(max_length=64)
    address_sealed = models.BinaryField(editable=False)
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("住民の確認手段")
        verbose_name_plural = _("住民の確認手段")
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="identity_is_of_one_resident"),
            models.UniqueConstraint(fields=["resident", "kind"], name="identity_of_each_kind_is_one"),
            models.CheckConstraint(condition=Q(kind__in=IdentityKind.values), name="identity_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def address(self) -> str:
        return self.open_text(self.address_sealed, field="address")

    @address.setter
    def address(self, text: str) -> None:
        self.address_sealed = self.seal_text(text, field="address")
        self.digest = address_digest(text)


def address_digest(address: str) -> str:
    return keyed_digest("resident's e-mail address", plain_address(address))


def plain_address(address: str) -> str:
    """Blind to width and case: nobody has two mailboxes that differ by case."""
    return unicodedata.normalize("NFKC", address).strip().casefold()
