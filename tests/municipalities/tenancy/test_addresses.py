import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse, set_script_prefix, set_urlconf

from municipalities.tenancy.addresses import path_of


def test_path_of_is_what_reverse_says():
    assert path_of("apply_check", "form-1") == reverse("apply_check", args=["form-1"]) == "/procedures/form-1/check/"


def test_path_of_knows_the_table_in_force():
    before = path_of("home")
    set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)
    try:
        with pytest.raises(NoReverseMatch):
            path_of("procedures")
    finally:
        set_urlconf(None)
    assert (before, path_of("procedures")) == ("/", "/procedures/")


def test_path_of_knows_the_prefix_of_the_server():
    path_of("procedures")
    set_script_prefix("/portal/")
    try:
        assert path_of("procedures") == "/portal/procedures/"
    finally:
        set_script_prefix("/")
