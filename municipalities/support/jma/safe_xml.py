"""Bytes from outside → an element tree without namespaces. No DTD, so no entity, internal or external, is ever looked at.

The telegrams of 気象庁 carry neither. expat is told to stop at the first `<!DOCTYPE`: a billion laughs has not begun by then.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

LARGEST_BYTES = 5 * 1024 * 1024  # the largest real one, every station of a great earthquake, has about 1 MB
DEEPEST = 40  # real ones have about 12 levels


class UnreadableTelegram(ValueError):
    """`str(error)`: a Japanese sentence for whoever gave the file."""


def parse_xml(data: bytes) -> Element:
    """The root. Tags and attributes are local names: `{http://xml.kishou.go.jp/jmaxml1/}Report` → `Report`."""
    if len(data) > LARGEST_BYTES:
        raise UnreadableTelegram(f"ファイルが大きすぎます（上限は{LARGEST_BYTES // 1024 // 1024}MBです）。")
    try:
        return _Reader().read(data)
    except expat.ExpatError as error:
        raise UnreadableTelegram(
            f"XMLとして読めません（{error.lineno}行目）。ファイルが壊れていないか確認してください。"
        ) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, UnreadableTelegram):
            raise
        raise UnreadableTelegram("文字コードを読めません。UTF-8のXMLを指定してください。") from error


class _Reader:
    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = 0

    def read(self, data: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.builder.data
        parser.Parse(data, True)
        return self.builder.close()

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise UnreadableTelegram("DTD（文書型や実体の宣言）を含むXMLは、安全のため読みません。")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableTelegram("XMLの入れ子が深すぎます。気象庁の電文ではありません。")
        self.builder.start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(_local(tag))


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]
