from forms_app.rendering.paragraphs import paragraphs
from forms_app.schema.translation import Translated


def test_paragraphs_are_html():
    assert paragraphs("一\n\n<二>") == "<p>一</p>\n\n<p>&lt;二&gt;</p>"


def test_paragraphs_say_their_language():
    assert paragraphs(Translated("One <two>", "en")) == '<div lang="en"><p>One &lt;two&gt;</p></div>'
