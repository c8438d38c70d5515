"""`python -m bench.talks`: does one worker hold 500 residents whose pages ask for a clerk's answer every four seconds?

First as fast as it goes (what the worker can do), then as 500 pages do it, each with a connection of its own.
"""

import argparse
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from devtools import services
from tests.processes import WebServer

from .client import Client
from .run import ROOT, TOWN_HOST, prepare_environment

CHATS, PAUSE = 500, 4.0
CONNECTIONS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    running = services.start(ROOT / ".data" / "bench")
    try:
        with tempfile.TemporaryDirectory() as folder:
            prepare_environment(running, Path(folder))
            cookies = waiting_chats(CHATS)
            server = WebServer(log=Path(folder) / "portal.log", DJANGO_SETTINGS_MODULE="portal.settings.development")
            server.start()
            try:
                report_capacity(as_fast_as_it_goes(server, cookies, options.seconds), options.seconds)
                report_pages(as_pages_do(server, cookies, options.seconds), options.seconds)
            finally:
                server.stop()
    finally:
        running.stop()


def waiting_chats(number: int) -> list[str]:
    """The cookies of residents who wait for a person."""
    from chatbot.dialogue import engine
    from chatbot.dialogue.person import ask_for_person
    from municipalities.tenancy import directory, signing
    from municipalities.tenancy.context import tenant_context

    with tenant_context(directory.find_by_schema("gifu_shi")):
        conversations = [engine.begin(state={"skill": "handover", "before": {}}) for _ in range(number)]
        for conversation in conversations:
            ask_for_person(conversation=conversation, section=None)
        return [signing.sign(str(conversation.public_id), purpose="chat") for conversation in conversations]


def as_fast_as_it_goes(server: WebServer, cookies: list[str], seconds: float) -> list[float]:
    ends_at = time.perf_counter() + seconds

    def poll(client: Client, taken: list[float]) -> None:
        while time.perf_counter() < ends_at:
            client.cookies = {"chat": random.choice(cookies)}
            taken.append(one_poll(client))

    return together([(poll, Client(server.port, TOWN_HOST)) for _ in range(CONNECTIONS)])


def as_pages_do(server: WebServer, cookies: list[str], seconds: float) -> list[float]:
    ends_at = time.perf_counter() + seconds

    def poll(client: Client, taken: list[float]) -> None:
        time.sleep(random.uniform(0, PAUSE))
        while time.perf_counter() < ends_at:
            taken.append(one_poll(client))
            time.sleep(PAUSE * random.uniform(0.9, 1.1))

    return together([(poll, Client(server.port, TOWN_HOST, {"chat": cookie})) for cookie in cookies])


def one_poll(client: Client) -> float:
    started = time.perf_counter()
    status, _text = client.get("/chat/news/?after=0")
    assert status == 204, status
    return time.perf_counter() - started


def together(polls) -> list[float]:
    taken: list[float] = []
    threads = [threading.Thread(target=poll, args=(client, taken)) for poll, client in polls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def report_capacity(taken: list[float], seconds: float) -> None:
    print(f"one worker answers {len(taken) / seconds:.0f} polls/s; {CHATS} pages need {CHATS / PAUSE:.0f}/s")


def report_pages(taken: list[float], seconds: float) -> None:
    cuts = statistics.quantiles(taken, n=100)
    half, most, nearly_all = (1000 * cuts[index] for index in (49, 94, 98))
    print(
        f"{CHATS} pages: {len(taken) / seconds:.0f} polls/s, {half:.0f} ms (median), {most:.0f} (95 %), {nearly_all:.0f} (99 %)"
    )


if __name__ == "__main__":
    main()
