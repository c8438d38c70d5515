import random
import socket


def free_port() -> int:
    """Below 32768: the kernel hands out the ports above as source ports of outgoing connections."""
    for port in random.sample(range(20_000, 32_000), 200):
        if is_free(port):
            return port
    raise RuntimeError("空いているポートがありません（20000〜31999）")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
