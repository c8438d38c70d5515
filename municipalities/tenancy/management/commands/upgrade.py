from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from municipalities.tenancy import provisioning
from municipalities.tenancy.models import PUBLIC_SCHEMA, Municipality
from municipalities.tenancy.prefectures import read_prefecture


class Command(BaseCommand):
    help = "Bring the database to this version: migrate every schema that is behind, then provision the towns that are missing."

    def handle(self, *args, **options) -> None:
        if provisioning.schemas_behind([PUBLIC_SCHEMA]):
            self.stdout.write(_("共通の領域を更新しています"))
            provisioning.migrate_schema(PUBLIC_SCHEMA)
        provisioning.ensure_template()
        self._migrate_towns()
        created = provisioning.provision_prefecture(read_prefecture(settings.PREFECTURE))
        total = Municipality.objects.towns().count()
        self.stdout.write(
            _("市町村 %(total)d（うち新規 %(new)d）の準備ができました") % {"total": total, "new": len(created)}
        )

    def _migrate_towns(self) -> None:
        schemas = Municipality.objects.towns().values_list("schema_name", flat=True)
        for schema in provisioning.schemas_behind(list(schemas)):
            self.stdout.write(_("%(schema)s を更新しています") % {"schema": schema})
            provisioning.migrate_schema(schema)
