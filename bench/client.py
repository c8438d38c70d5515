"""A keep-alive HTTP client that measures itself: http.client, no library's own cost in between."""

import http.client
import time
from dataclasses import dataclass, field


@dataclass
class Client:
    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path: str) -> tuple[int, str]:
        return self._send("GET", path, None)

    def post(self, path: str, body: str) -> tuple[int, str]:
        return self._send("POST", path, body)

    def _send(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Host": f"{self.host}:{self.port}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, text


def seconds_of(action, times: int) -> float:
    """Seconds for `times` calls of action(i)."""
    started = time.perf_counter()
    for number in range(times):
        action(number)
    return time.perf_counter() - started
