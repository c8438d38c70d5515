"""A row with sealed content: what every table with personal data is made of."""

import uuid

from django.db import models

from .encryption import open_sealed, seal


class SealedRow(models.Model):
    """Sealed content is bound to the row by its public id: a value copied to another row does not open."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    def seal_text(self, text: str, *, field: str) -> bytes:
        return seal(text.encode(), place=self._place(field))

    def open_text(self, sealed: bytes, *, field: str) -> str:
        """Raises encryption.CannotOpen where the row was tampered with."""
        return open_sealed(sealed, place=self._place(field)).decode()

    def _place(self, field: str) -> str:
        return f"{self._meta.model_name}:{self.public_id}:{field}"
