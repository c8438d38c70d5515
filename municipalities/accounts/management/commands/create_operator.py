from django.db import transaction

from municipalities.accounts.management.account_command import AccountCommand
from municipalities.accounts.prefecture import services
from municipalities.accounts.prefecture.models import PrefectureOperator
from municipalities.accounts.services import set_own_password


class Command(AccountCommand):
    help = "Create an operator of the prefecture's pages (/admin/ on the prefecture's host)."

    @transaction.atomic
    def handle(self, *args, username: str, name: str, generate: bool, **options) -> None:
        operator = PrefectureOperator(username=username, display_name=name)
        self.clean(operator)
        password = None if generate else self.own_password(operator)
        first = services.register_operator(actor=None, operator=operator)
        if password:
            set_own_password(user=operator, password=password)
        self.tell(operator, first if generate else None)
