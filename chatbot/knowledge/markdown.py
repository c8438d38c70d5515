"""An answer as the clerk wrote it (CommonMark and tables), for channels with structure and for those with plain text. Pure."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "hr"} | {
    "table", "thead", "tbody", "tr", "th", "td"
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
_TOP_HEADING = 3
"""An answer stands below the heading of a page and of its part."""
# A line that ends is a line that ends, as whoever typed it saw it. Raw HTML stays the letters it is made of.
_markdown = (
    MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(["image", "code", "fence"])
)


def to_html(answer: str) -> str:
    """Sanitised last, so it can be put into a page as it is."""
    tokens = _markdown.parse(answer)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_TOP_HEADING + int(token.tag[1]) - 1, 4)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    attributes = {"a": {"href"}, "ol": {"start"}}
    return nh3.clean(
        html, tags=_TAGS, attributes=attributes, url_schemes=_SCHEMES, link_rel="noopener noreferrer"
    ).strip()


def to_text(answer: str) -> str:
    """Lists keep their marks, an address stands behind the words it is under."""
    return "\n\n".join(filter(None, map(_block, SyntaxTreeNode(_markdown.parse(answer)).children)))


def _block(node: SyntaxTreeNode) -> str:
    if node.type in ("bullet_list", "ordered_list"):
        return "\n".join(_item(node, place, item) for place, item in enumerate(node.children))
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        return "\n".join("　".join(_block(cell) for cell in row.children) for row in rows)
    if node.type == "inline":
        return "".join(map(_inline, node.children))
    return "\n".join(filter(None, map(_block, node.children)))


def _item(items: SyntaxTreeNode, place: int, item: SyntaxTreeNode) -> str:
    mark = "・" if items.type == "bullet_list" else f"{int(items.attrs.get('start', 1)) + place}. "
    return mark + "\n".join(filter(None, map(_block, item.children))).replace("\n", "\n　")


def _inline(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if node.type == "link":
        return _with_address("".join(map(_inline, node.children)), str(node.attrs.get("href", "")))
    return "".join(map(_inline, node.children)) if node.children else node.content


def _with_address(words: str, address: str) -> str:
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    return words if shown in (words, "") else f"{words}（{shown}）"
