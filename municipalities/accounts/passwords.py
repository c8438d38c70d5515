"""One-time passwords: shown once, read aloud over the telephone, replaced by the owner at the first log-in. Pure."""

import secrets

# Without 0 O 1 l I, which people mix up.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Four groups of four, 79 bits: `k7mf-p3xw-q9hd-t2vn`."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
