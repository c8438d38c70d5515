from django.template import Context, Template

from forms_app.schema.translation import Translated

TEMPLATE = Template("{% load spoken %}<p{{ text|lang }}>{{ text }}</p>{{ text|marked }}")


def rendered(text: str) -> str:
    return TEMPLATE.render(Context({"text": text}))


def test_japanese_bears_no_language():
    assert rendered("<犬>") == "<p>&lt;犬&gt;</p>&lt;犬&gt;"


def test_translation_says_its_language():
    assert rendered(Translated("<Dog>", "en")) == '<p lang="en">&lt;Dog&gt;</p><span lang="en">&lt;Dog&gt;</span>'
