from .text import LENGTHS, Text


class Textarea(Text):
    name = "textarea"
    label = "複数行の文章"
    explanation = "事情や状態など、長めの文章を聞きます。"
    icon = "notes"
    look = "area"
    texts = ()
    options_schema = {**LENGTHS, "rows": {"type": "integer", "minimum": 2, "maximum": 30}}
    operators = ("contains", "answered", "not_answered")
    lines = True
    default_max = 4000
