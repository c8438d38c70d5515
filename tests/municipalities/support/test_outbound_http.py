import pytest

from municipalities.support.outbound_http import ForbiddenTarget, checked_url, is_public, post

WEB = (80, 443)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_inner_addresses_are_not_public(address):
    assert is_public(address) is False


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address) is True


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.jp/", "bad_url"), ("file:///etc/passwd", "bad_url"), ("example.jp", "bad_url"), ("", "bad_url"),
        ("https://user:pw@example.jp/", "bad_url"), ("https:///x", "bad_url"), ("https://例え.jp/", "bad_url"),
        ("https://example.jp/a\r\nX: y", "bad_url"), ("https://example.jp/ a", "bad_url"), ("https://example.jp/#x", "bad_url"),
        ("https://example.jp:99999/", "bad_url"), ("https://example.jp:8080/", "bad_port"), ("http://example.jp:22/", "bad_port"),
        ("http://example.jp:0/", "bad_port"),
    ],
)  # fmt: skip
def test_odd_urls_are_refused(url, code):
    with pytest.raises(ForbiddenTarget) as refused:
        checked_url(url, ports=WEB)
    assert refused.value.code == code


@pytest.mark.parametrize("url", ["http://example.jp/", "https://example.jp/hooks?x=1", "https://example.jp:443"])
def test_plain_urls_pass(url):
    assert checked_url(url, ports=WEB).hostname == "example.jp"


@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:7f00:1]/"]
)  # fmt: skip
def test_every_spelling_of_this_machine_is_refused(url):
    with pytest.raises(ForbiddenTarget) as refused:
        post(url, b"", {}, ports=WEB)
    assert refused.value.code == "internal_address"
