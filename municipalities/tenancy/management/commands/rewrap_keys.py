from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.tenancy import directory
from municipalities.tenancy.encryption import master_keys, unwrap_key, wrap_key
from municipalities.tenancy.models import Municipality


class Command(BaseCommand):
    help = (
        "Wrap every town's data key with the first master key. Afterwards the older master keys may leave MASTER_KEYS."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        key_id, master = next(iter(master_keys().items()))
        with transaction.atomic():
            towns = list(Municipality.objects.select_for_update())
            for town in towns:
                data_key = unwrap_key(town.data_key_wrapped, schema=town.schema_name)
                town.data_key_wrapped = wrap_key(data_key, schema=town.schema_name, key_id=key_id, master=master)
                town.save(update_fields=["data_key_wrapped"])
        directory.forget()
        self.stdout.write(_("%(count)d 件の鍵を %(key)s で包み直しました") % {"count": len(towns), "key": key_id})
