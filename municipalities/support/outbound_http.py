"""One POST to an address that somebody else chose (SSRF): resolved once, connected to that very address, nowhere inside.

Refused: anything but http and https, names and passwords in the URL, ports not listed, and every host with an address that is
not global (loopback, private, link-local, carrier-grade NAT, cloud metadata, multicast), also hidden in IPv6 (mapped, 6to4,
Teredo; NAT64 is reserved). Redirects are answers like any other: they are not followed.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Collection, Mapping
from urllib.parse import SplitResult, urlsplit

READ_AT_MOST = 1024
DEFAULT_PORTS = {"http": 80, "https": 443}
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForbiddenTarget(ValueError):
    """`code`: bad_url, bad_port, internal_address."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    ports: Collection[int],
    may_be_internal: bool = False,
    timeout: float = 10,
) -> int:
    """The status of the answer. Raises ForbiddenTarget, OSError or http.client.HTTPException."""
    parts = checked_url(url, ports=ports)
    address = resolve(parts, may_be_internal=may_be_internal)
    connection = _connection(parts, address, timeout)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, {**headers, "Connection": "close"})
        answer = connection.getresponse()
        answer.read(READ_AT_MOST)
        return answer.status
    finally:
        connection.close()


def checked_url(url: str, *, ports: Collection[int]) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = port_of(parts)
        is_plain = url.isascii() and url.isprintable() and " " not in url
    except (ValueError, KeyError):
        raise ForbiddenTarget("bad_url") from None
    if not is_plain or not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise ForbiddenTarget("bad_url")
    if port not in ports:
        raise ForbiddenTarget("bad_port")
    return parts


def port_of(parts: SplitResult) -> int:
    default = DEFAULT_PORTS[parts.scheme]
    return default if parts.port is None else parts.port


def resolve(parts: SplitResult, *, may_be_internal: bool) -> str:
    """One address for the one connection. A host with a single internal address is refused altogether."""
    found = socket.getaddrinfo(parts.hostname, port_of(parts), type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not may_be_internal and not all(is_public(address) for address in addresses):
        raise ForbiddenTarget("internal_address")
    return addresses[0]


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast and not each.is_reserved for each in (ip, *_hidden_in(ip)))


def _hidden_in(ip: IpAddress) -> list[IpAddress]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    hidden = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    return [each for each in hidden if each is not None]


def _connection(parts: SplitResult, address: str, timeout: float) -> http.client.HTTPConnection:
    """To the address that was checked; the host's name is for its certificate and the Host header only."""
    host, port = str(parts.hostname), port_of(parts)
    made = http.client.HTTPConnection(host, port, timeout=timeout)
    made.default_port = DEFAULT_PORTS[parts.scheme]  # which the Host header leaves out
    plain = socket.create_connection((address, port), timeout=timeout)
    try:
        is_tls = parts.scheme == "https"
        made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_tls else plain
    except OSError:
        plain.close()
        raise
    return made
