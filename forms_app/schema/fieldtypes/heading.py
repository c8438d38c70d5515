from .paragraph import Paragraph


class Heading(Paragraph):
    """The label is the heading."""

    name = "heading"
    label = "見出し"
    explanation = "設問のあいだに見出しを入れます。入力欄はありません。"
    icon = "title"
    texts = ()
    options_schema = {}
