import pytest
from django.db import connection

from chatbot.models import FaqCategory
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from tests.factories import faq

ROOT = "/admin/chatbot/faqcategory/"


@pytest.fixture
def tree(in_town):
    """money (tax, pension), life (garbage)."""
    money = faq.category(slug="money", label="お金", position=0)
    life = faq.category(slug="life", label="くらし", position=1)
    faq.category(slug="tax", label="税", parent=money, position=0)
    faq.category(slug="pension", label="年金", parent=money, position=1)
    faq.category(slug="garbage", label="ごみ", parent=life, position=0)


@pytest.fixture
def administrator(log_in):
    return log_in(Role.TENANT_ADMIN)


@pytest.fixture
def visit(town, town_client):
    def make(method: str, address: str = "", data: dict | None = None):
        answer = getattr(town_client, method)(f"{ROOT}{address}", data)
        connection.set_tenant(town)
        return answer

    return make


def pk(slug: str) -> int:
    return FaqCategory.objects.get(slug=slug).pk


def shown(visit) -> list[str]:
    return [category.slug for category in visit("get").context["cl"].result_list]


def test_list_is_in_the_order_of_the_tree(tree, administrator, visit):
    assert shown(visit) == ["money", "tax", "pension", "life", "garbage"]


def test_category_moves_among_those_beside_it(tree, administrator, visit):
    visit("post", f"{pk('tax')}/move/", {"way": "down"})
    visit("post", f"{pk('life')}/move/", {"way": "up"})
    assert shown(visit) == ["life", "garbage", "money", "pension", "tax"]
    visit("post", f"{pk('life')}/move/", {"way": "up"})
    assert shown(visit)[0] == "life"


def test_category_is_added_at_the_end(tree, administrator, visit):
    visit("post", "add/", {"label": "健康保険", "slug": "health", "parent": pk("money")})
    assert shown(visit) == ["money", "tax", "pension", "health", "life", "garbage"]
    assert AuditRecord.objects.latest("id").action == "faqcategory.create"


def test_category_goes_below_another(tree, administrator, visit):
    visit("post", f"{pk('garbage')}/change/", {"label": "ごみ", "parent": pk("money")})
    assert shown(visit) == ["money", "tax", "pension", "garbage", "life"]


def test_category_cannot_go_below_itself(tree, administrator, visit):
    page = visit("post", f"{pk('money')}/change/", {"label": "お金", "parent": pk("tax")})
    assert list(page.context["adminform"].form.errors) == ["parent"]


@pytest.mark.parametrize(("slug", "status"), [("garbage", 302), ("tax", 403), ("money", 403)])
def test_only_what_is_not_used_is_deleted(tree, administrator, visit, slug, status):
    faq.entry(category=FaqCategory.objects.get(slug="tax"))
    answer = visit("post", f"{pk(slug)}/delete/", {"post": "yes"})
    assert (answer.status_code, FaqCategory.objects.filter(slug=slug).exists()) == (status, status == 403)


@pytest.mark.parametrize("role", [Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
def test_others_do_not_arrange(tree, log_in, section, visit, role):
    log_in(role, (section,))
    answers = [
        visit("get"),
        visit("get", "add/"),
        visit("post", f"{pk('tax')}/move/", {"way": "down"}),
        visit("post", f"{pk('garbage')}/delete/", {"post": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert FaqCategory.objects.count() == 5


def test_moving_is_asked_for_by_post(tree, administrator, visit):
    assert visit("get", f"{pk('tax')}/move/").status_code == 405
