"""A file sealed piece by piece as it is written and opened piece by piece as it is read: any size, flat memory.

Each piece is bound to its number and to whether it is the last, so pieces cannot be dropped, doubled or moved
(the STREAM construction, Hoang et al. 2015). On disk: 4 bytes of length (big endian), then the sealed piece, and so on.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

from .encryption import CannotOpen, open_sealed, seal

PIECE_BYTES = 1024 * 1024
LENGTH_BYTES = 4


class SealedWriter(io.RawIOBase):
    """Writes from front to back; close() makes the file whole. `place` as in encryption.seal."""

    def __init__(self, file: BinaryIO, *, place: str):
        self._file, self._place = file, place
        self._buffer, self._number = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._buffer += data
        while len(self._buffer) > PIECE_BYTES:
            self._put(bytes(self._buffer[:PIECE_BYTES]), is_last=False)
            del self._buffer[:PIECE_BYTES]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._buffer), is_last=True)
        super().close()

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        sealed = seal(piece, place=place_of(self._place, self._number, is_last=is_last))
        self._file.write(len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed)
        self._number += 1


def read_sealed(file: BinaryIO, *, place: str) -> Iterator[bytes]:
    """The pieces in their order. Raises CannotOpen where the file was cut, changed, or belongs elsewhere."""
    number, sealed = 0, _next_piece(file)
    while sealed is not None:
        following = _next_piece(file)
        yield open_sealed(sealed, place=place_of(place, number, is_last=following is None))
        number, sealed = number + 1, following
    if not number:
        raise CannotOpen("an empty file was never sealed")


def place_of(place: str, number: int, *, is_last: bool) -> str:
    return f"{place}:{number}:{'last' if is_last else 'more'}"


def _next_piece(file: BinaryIO) -> bytes | None:
    length = int.from_bytes(file.read(LENGTH_BYTES), "big")
    return file.read(length) if length else None
