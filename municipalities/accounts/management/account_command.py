"""What create_operator and create_staff share: where the password comes from, and what is said at the end."""

import getpass
import os

from django.contrib.auth import password_validation
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

PASSWORD_VARIABLE = "ACCOUNT_PASSWORD"


class AccountCommand(BaseCommand):
    """The password: generated and printed once (--generate), from ACCOUNT_PASSWORD, or asked for at the terminal."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True, help="log-in name")
        parser.add_argument("--name", required=True, help="full name, shown on the pages")
        parser.add_argument("--generate", action="store_true", help="make a one-time password and print it once")

    def own_password(self, user: AbstractBaseUser) -> str:
        """Raises CommandError for one that the rules refuse."""
        password = os.environ.get(PASSWORD_VARIABLE) or self._ask()
        try:
            password_validation.validate_password(password, user)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        return password

    def clean(self, user: AbstractBaseUser) -> None:
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    def tell(self, user: AbstractBaseUser, password: str | None) -> None:
        self.stdout.write(
            _("%(name)s（ログイン名 %(username)s）を登録しました") % {"name": user, "username": user.get_username()}
        )
        if password:
            self.stdout.write(_("初期パスワード（いまだけ表示します）: %(password)s") % {"password": password})

    def _ask(self) -> str:
        password = getpass.getpass(_("パスワード: "))
        if password != getpass.getpass(_("パスワード（もう一度）: ")):
            raise CommandError(_("2回のパスワードが違います"))
        return password
