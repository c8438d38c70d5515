"""Staff read Japanese only: every text of the theme resolves, and the compiled catalogue is what was written."""

import ast
import gettext
import re
from pathlib import Path

import pytest
import rest_framework
import unfold
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "ja" / "LC_MESSAGES"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
STRING = r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\""
CALL = re.compile(rf"\b(?:gettext|ngettext|_)\(((?:{STRING}|[^()])*)\)")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
SYMBOLS = {"%(class_name)s %(instance)s"}


def in_templates(root: Path) -> set[str]:
    """The first string of each call in what Django hands to xgettext."""
    calls = [
        call for path in root.rglob("*.html") for call in CALL.findall(templatize(path.read_text(encoding="utf-8")))
    ]
    return {ast.literal_eval(found.group()) for call in calls if (found := re.search(STRING, call))}


def in_code(root: Path) -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in root.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = [node for node in calls if getattr(node.func, "id", getattr(node.func, "attr", "")) in FUNCTIONS]
    texts = [node.args[0].value for node in named if isinstance(node.args[0], ast.Constant)]
    return {text for text in texts if isinstance(text, str)}


def texts_of(package) -> set[str]:
    root = Path(package.__file__).parent
    return (in_templates(root) | in_code(root)) - SYMBOLS


def in_japanese(text: str) -> str:
    with translation.override("ja"):
        plural = translation.ngettext(text, text, 2)
        return plural if plural != text else translation.gettext(text)


def written() -> dict[str, str]:
    """{msgid: msgstr} of the .po file, without its header."""
    entry = re.compile(r'^msgid (".*")\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? (".*")$', re.MULTILINE)
    text = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    pairs = [(ast.literal_eval(msgid), ast.literal_eval(msgstr)) for msgid, msgstr in entry.findall(text)]
    return {msgid: msgstr for msgid, msgstr in pairs if msgid}


def compiled() -> dict[str, str]:
    with (CATALOGUE / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    singular = {(key[0] if isinstance(key, tuple) else key): text for key, text in catalogue.items()}
    return {msgid: text for msgid, text in singular.items() if msgid}


def test_the_theme_has_the_texts_we_think_it_has():
    assert len(texts_of(unfold)) > 180


@pytest.mark.parametrize("package", [unfold, rest_framework], ids=lambda package: package.__name__)
def test_every_text_of_a_library_is_japanese(package):
    foreign = {text for text in texts_of(package) if not JAPANESE.search(in_japanese(text))}
    assert foreign - {"UUID string"} == set()


def test_the_catalogue_is_compiled_from_what_is_written():
    assert compiled() == written()


def test_placeholders_survive_translation():
    placeholder = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    lost = {
        msgid for msgid, text in written().items() if set(placeholder.findall(text)) - set(placeholder.findall(msgid))
    }
    assert lost == set()
