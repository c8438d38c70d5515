from municipalities.tenancy.models import Municipality
from tests.factories import accounts

PATH = "/admin/figures/"


def test_the_button_collects_and_returns_to_the_list(prefecture_client, town):
    prefecture_client.force_login(accounts.operator())
    page = prefecture_client.post(PATH, follow=True)
    assert page.redirect_chain == [("/admin/tenancy/municipality/", 302)]
    assert "数字を更新しました。" in page.content.decode()
    assert Municipality.objects.get(pk=town.pk).schema_bytes > 0


def test_the_button_is_no_link(prefecture_client):
    prefecture_client.force_login(accounts.operator())
    assert prefecture_client.get(PATH).status_code == 405


def test_strangers_cannot_press_it(prefecture_client, town):
    assert prefecture_client.post(PATH)["Location"] == f"/admin/login/?next={PATH}"
    assert Municipality.objects.get(pk=town.pk).schema_bytes == 0


def test_it_does_not_exist_on_a_town(town_client):
    assert town_client.post(PATH).status_code in (302, 404)
