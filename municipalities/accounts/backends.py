"""One backend, two kinds of people: the host decides. A session of one host is a row in that host's schema only."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from municipalities.tenancy.context import current_schema
from municipalities.tenancy.models import PUBLIC_SCHEMA

from .models import StaffUser
from .prefecture.models import PrefectureOperator


def user_model() -> type[PrefectureOperator] | type[StaffUser]:
    return PrefectureOperator if current_schema() == PUBLIC_SCHEMA else StaffUser


class HostBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: object
    ) -> AbstractBaseUser | None:
        if username is None or password is None:
            return None
        model = user_model()
        user = model.objects.filter(username=username).first()
        if user is None:
            model().set_password(password)  # the same time for an unknown name
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        user = user_model().objects.filter(pk=user_id).first()
        return user if user and user.is_active else None
