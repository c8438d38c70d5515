import io

import pytest

from municipalities.tenancy import sealed_file
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.encryption import CannotOpen
from municipalities.tenancy.sealed_file import SealedWriter, read_sealed


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(sealed_file, "PIECE_BYTES", 10)


def sealed(content: bytes, place: str = "export:1") -> bytes:
    file = io.BytesIO()
    with SealedWriter(file, place=place) as writer:
        for start in range(0, len(content), 7):
            writer.write(content[start : start + 7])
    return file.getvalue()


def opened(content: bytes, place: str = "export:1") -> bytes:
    return b"".join(read_sealed(io.BytesIO(content), place=place))


def pieces(content: bytes) -> list[bytes]:
    file, found = io.BytesIO(content), []
    while head := file.read(4):
        found.append(head + file.read(int.from_bytes(head, "big")))
    return found


@pytest.mark.parametrize("length", [0, 1, 9, 10, 11, 20, 35])
def test_sealed_file_opens_as_it_was_written(in_town, length):
    content = bytes(range(length))
    assert opened(sealed(content)) == content


def test_sealed_file_shows_nothing(in_town):
    assert b"hanako" not in sealed(b"hanako@example.jp")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parts: parts[:-1],
        lambda parts: parts[1:],
        lambda parts: [parts[1], parts[0], *parts[2:]],
        lambda parts: [parts[0], *parts],
        lambda parts: [parts[0][:-1] + b"\x00", *parts[1:]],
        lambda parts: [*parts[:-1], parts[-1][:-3]],
        lambda parts: [],
    ],
)
def test_sealed_file_that_was_changed_does_not_open(in_town, spoil):
    spoiled = b"".join(spoil(pieces(sealed(bytes(35)))))
    with pytest.raises(CannotOpen):
        opened(spoiled)


def test_sealed_file_of_another_place_or_town_does_not_open(in_town, other_town):
    content = sealed(b"x")
    with pytest.raises(CannotOpen):
        opened(content, place="export:2")
    with tenant_context(other_town), pytest.raises(CannotOpen):
        opened(content)
