from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.accounts import services
from municipalities.accounts.management.account_command import AccountCommand
from municipalities.accounts.models import Role, Section, StaffUser
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality


class Command(AccountCommand):
    help = "Create a member of a municipality's staff (/admin/ on its host)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--town", required=True, help="slug, e.g. gifu-shi")
        parser.add_argument("--role", choices=Role.values, default=Role.TENANT_ADMIN.value)
        parser.add_argument("--section", action="append", default=[], help="name of a section, may be repeated")

    def handle(self, *args, town: str, section: list[str], **options) -> None:
        municipality = Municipality.objects.towns().filter(slug=town).first()
        if municipality is None:
            raise CommandError(_("「%(slug)s」という市町村はありません") % {"slug": town})
        with tenant_context(municipality), transaction.atomic():
            self._create(sections=self._sections(section), **options)

    def _create(
        self, *, username: str, name: str, role: str, generate: bool, sections: list[Section], **options
    ) -> None:
        staff = StaffUser(username=username, display_name=name, role=role)
        self.clean(staff)
        password = None if generate else self.own_password(staff)
        first = services.register_staff(actor=None, staff=staff, sections=sections)
        if password:
            services.set_own_password(user=staff, password=password)
        self.tell(staff, first if generate else None)

    def _sections(self, names: list[str]) -> list[Section]:
        sections = list(Section.objects.filter(name__in=names))
        missing = set(names) - {section.name for section in sections}
        if missing:
            raise CommandError(_("ない課があります: %(names)s") % {"names": "、".join(sorted(missing))})
        return sections
