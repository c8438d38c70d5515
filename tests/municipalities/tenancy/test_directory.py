import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.tenancy import directory
from municipalities.tenancy.models import Municipality


@pytest.mark.parametrize(
    "host",
    [
        "gifu-shi.localhost",
        "GIFU-SHI.localhost",
        "gifu-shi.localhost.",
        "gifu-shi.localhost:8000",
        "gifu-shi.LOCALHOST.:80",
    ],
)
def test_host_is_found_in_any_writing(db, host):
    assert directory.find_by_host(host).schema_name == "gifu_shi"


@pytest.mark.parametrize("host", ["", "example.jp", "gifu-shi.localhost.example.jp", "xgifu-shi.localhost", "gifu_shi"])
def test_unknown_host_has_no_town(db, host):
    assert directory.find_by_host(host) is None


def test_warm_directory_asks_nothing(db):
    directory.find_by_host("gifu-shi.localhost")
    with CaptureQueriesContext(connection) as counted:
        directory.find_by_host("ogaki-shi.localhost")
        directory.find_by_schema("gero_shi")
        directory.host_of("hida_shi")
    assert len(counted) == 0


def test_directory_lists_the_42_towns_without_the_prefecture(db):
    assert [len(directory.all_towns()), {t.is_prefecture for t in directory.all_towns()}] == [42, {False}]


def test_forget_reads_again(db):
    directory.find_by_schema("gifu_shi")
    Municipality.objects.filter(schema_name="gifu_shi").update(phone="058-000-0000")
    directory.forget()
    assert directory.find_by_schema("gifu_shi").phone == "058-000-0000"


def test_directory_is_read_again_after_its_seconds(db, settings):
    settings.TENANT_DIRECTORY_SECONDS = 0
    directory.find_by_schema("gifu_shi")
    Municipality.objects.filter(schema_name="gifu_shi").update(phone="058-000-0001")
    directory.find_by_schema("gifu_shi")
    assert directory.find_by_schema("gifu_shi").phone == "058-000-0001"


def test_towns_with_the_same_reading_have_hosts_of_their_own(db):
    assert [directory.find_by_host(f"{slug}.localhost").code for slug in ("shirakawa-cho", "shirakawa-mura")] == [
        "215066",
        "216046",
    ]
