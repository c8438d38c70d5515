"""Staff, sections and operators for tests."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from municipalities.accounts.api_tokens import issue_token
from municipalities.accounts.models import Role, Scope, Section, StaffUser
from municipalities.accounts.prefecture.models import PrefectureOperator

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def section(*, name: str | None = None, **facts) -> Section:
    return Section.objects.create(name=name or f"第{next(_numbers)}課", **facts)


def staff(*, role: str = Role.CLERK, sections: tuple[Section, ...] = (), username: str | None = None) -> StaffUser:
    return StaffUser.objects.create_staff(
        username=username or f"staff{next(_numbers)}",
        password=PASSWORD,
        display_name="職員 太郎",
        role=role,
        sections=sections,
    )


def operator(*, username: str | None = None) -> PrefectureOperator:
    return PrefectureOperator.objects.create_operator(
        username=username or f"operator{next(_numbers)}", password=PASSWORD, display_name="県庁 太郎"
    )


def api_token(
    *, staff: StaffUser, scopes: tuple[str, ...] = tuple(Scope.values), section: Section | None = None
) -> str:
    """The token itself, good for a day."""
    tomorrow = timezone.now() + timedelta(days=1)
    return issue_token(
        actor=staff, staff=staff, name="基幹システム", scopes=scopes, expires_at=tomorrow, section=section
    )[1]
