from .paragraph import Paragraph


class Heading(Paragraph):
    """The label is the heading."""

    name = "heading"
    label = "見出し"
    options_schema = {}
