"""What a person reads or hears on a page: texts and spoken attributes, without scripts, styles and icons."""

from html.parser import HTMLParser

SPOKEN = {"placeholder", "title", "aria-label", "alt", "data-label"}
SILENT = {"script", "style", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.silent_since: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.pieces += [value or "" for name, value in attrs if name in SPOKEN]
        is_icon = "material-symbols-outlined" in (values.get("class") or "")
        if tag not in VOID and (self.silent_since or tag in SILENT or is_icon):
            self.silent_since.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent_since and tag not in VOID:
            self.silent_since.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent_since:
            self.pieces.append(data)


def visible_text(html: str) -> str:
    parser = VisibleText()
    parser.feed(html)
    return " ".join(" ".join(parser.pieces).split())
