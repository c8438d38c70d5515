import pytest
from django.template import Context, Template

from forms_app.rendering.spoken_language import speaking
from forms_app.schema.translation import Translated

TEMPLATE = Template("{% load spoken %}<p{{ text|lang }}>{{ text }}</p>{{ text|marked }}")


def rendered(text: str) -> str:
    return TEMPLATE.render(Context({"text": text}))


def test_japanese_bears_no_language():
    assert rendered("<犬>") == "<p>&lt;犬&gt;</p>&lt;犬&gt;"


def test_translation_says_its_language():
    assert rendered(Translated("<Dog>", "en")) == '<p lang="en">&lt;Dog&gt;</p><span lang="en">&lt;Dog&gt;</span>'


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "Name", "<p>Name</p>Name"),
        ("en", "お名前", '<p lang="ja">お名前</p><span lang="ja">お名前</span>'),
        ("zh-Hans", "姓名", "<p>姓名</p>姓名"),
        ("zh-Hans", "お名前", '<p lang="ja">お名前</p><span lang="ja">お名前</span>'),
        ("ja-simple", "お名前", "<p>お名前</p>お名前"),
    ],
)
def test_japanese_on_a_page_in_another_language_is_marked(language, text, shown):
    with speaking(language):
        assert rendered(text) == shown


def test_of_a_sentence_the_japanese_part_is_marked():
    with speaking("en"):
        shown = rendered("Enter <b> お名前.").partition("</p>")[2]
    assert shown == 'Enter &lt;b&gt; <span lang="ja">お名前</span>.'
