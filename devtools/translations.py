"""The sentences of forms and of the conversation in other languages: what is missing, and the compiled catalogues. Needs no
gettext tools.

`python -m devtools.translations` prints the sentences that a language lacks (residents see those in Japanese, marked as such);
`--compile` writes each .mo anew from its .po; `--add` puts the missing sentences into the .po, empty.
"""

import argparse
import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Catalogue:
    """Of one app. `spoken`: the files of which a resident may read the sentences; `in_japanese`: mails and notices to staff."""

    app: str
    spoken: tuple[str, ...]
    in_japanese: tuple[str, ...] = ()


FORMS = Catalogue(
    "forms_app",
    (
        "templates/base.html",
        "templates/components/answers.html",
        "templates/components/contact.html",
        "templates/components/error_summary.html",
        "templates/components/footer.html",
        "templates/components/header.html",
        "templates/components/languages.html",
        "templates/components/steps.html",
        "templates/components/text_size.html",
        "templates/forms_app/web/apply_page.html",
        "templates/forms_app/web/check.html",
        "templates/forms_app/web/done.html",
        "templates/forms_app/web/draft_gone.html",
        "templates/forms_app/web/field.html",
        "templates/forms_app/web/fields/**/*.html",
        "templates/forms_app/web/later.html",
        "templates/forms_app/web/not_eligible.html",
        "templates/forms_app/web/procedure.html",
        "templates/forms_app/web/start_box.html",
        "forms_app/rendering/nodes.py",
        "forms_app/rendering/profile_words.py",
        "forms_app/rendering/sentences.py",
        "forms_app/web/autosave.py",
        "forms_app/web/catalogue.py",
        "forms_app/web/mail_address.py",
        "forms_app/web/page_input.py",
        "forms_app/web/places.py",
        "forms_app/web/resume.py",
    ),
)
CHATBOT = Catalogue(
    "chatbot",
    ("chatbot/dialogue/**/*.py", "chatbot/widget/*.py", "templates/chatbot/chat.html", "templates/chatbot/reply.html"),
    in_japanese=("chatbot/dialogue/inquiry.py", "chatbot/dialogue/person.py"),
)
CATALOGUES = (FORMS, CHATBOT)
"""A sentence that several say stands in the first of them."""
_TRANSLATE = re.compile(r"""{%\s*translate\s+"([^"]+)"|{%\s*translate\s+'([^']+)'|_\("([^"]+)"\)""")
_BLOCK = re.compile(r"{%\s*blocktranslate\b([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
_VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")


def sentences(catalogue: Catalogue) -> list[str]:
    """In the order of the files, each once."""
    before = {sentence for each in CATALOGUES[: CATALOGUES.index(catalogue)] for sentence in _spoken(each)}
    return [sentence for sentence in _spoken(catalogue) if sentence not in before]


def _spoken(catalogue: Catalogue) -> list[str]:
    mails = {ROOT / path for path in catalogue.in_japanese}
    paths = (path for pattern in catalogue.spoken for path in sorted(ROOT.glob(pattern)) if path not in mails)
    return list(dict.fromkeys(sentence for path in paths for sentence in _sentences_in(path)))


def _sentences_in(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    yield from (_called(text) if path.suffix == ".py" else _in_template(text))


def _called(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    for_staff = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_label(node)}
    for node in ast.walk(tree):
        if (
            id(node) not in for_staff
            and isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "gettext_lazy")
        ):
            argument = node.args[0]
            if isinstance(argument, ast.Constant):
                yield argument.value


def _is_label(node: ast.Assign) -> bool:
    """What staff call a skill."""
    return any(isinstance(target, ast.Name) and target.id == "label" for target in node.targets)


def _in_template(text: str) -> Iterator[str]:
    for found in _TRANSLATE.finditer(text):
        yield next(filter(None, found.groups()))
    for options, body in _BLOCK.findall(text):
        body = _VARIABLE.sub(r"%(\1)s", body)
        yield " ".join(line.strip() for line in body.strip().splitlines()) if "trimmed" in options else body


def languages(catalogue: Catalogue) -> list[str]:
    return sorted(path.name for path in (ROOT / catalogue.app / "locale").iterdir() if path.is_dir())


def po_path(catalogue: Catalogue, language: str) -> Path:
    return ROOT / catalogue.app / "locale" / language / "LC_MESSAGES" / "django.po"


def read_po(path: Path) -> dict[str, str]:
    """{Japanese: translation}, the header under ''."""
    found: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        parts = {"msgid": "", "msgstr": ""}
        name = ""
        for line in block.splitlines():
            word, _space, rest = line.partition(" ")
            name, quoted = (word, rest) if word in parts else (name, line)
            if name and quoted.startswith('"'):
                parts[name] += ast.literal_eval(quoted)
        if name:
            found[parts["msgid"]] = parts["msgstr"]
    return found


def write_mo(path: Path, catalogue: dict[str, str]) -> None:
    """The format of GNU gettext, without its table of hashes, which Python does not read."""
    pairs = sorted((key.encode(), text.encode()) for key, text in catalogue.items() if text)
    keys, texts = (b"\x00".join(column) + b"\x00" for column in zip(*pairs, strict=True))
    table, start = [], 28 + 16 * len(pairs)
    for column, offset in ((0, start), (1, start + len(keys))):
        for pair in pairs:
            table += [len(pair[column]), offset]
            offset += len(pair[column]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.write_bytes(head + struct.pack(f"<{len(table)}I", *table) + keys + texts)


def missing(catalogue: Catalogue, language: str) -> list[str]:
    there = read_po(po_path(catalogue, language))
    return [sentence for sentence in sentences(catalogue) if not there.get(sentence)]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def add_missing(catalogue: Catalogue, language: str) -> None:
    path = po_path(catalogue, language)
    there = read_po(path)
    fresh = [f'msgid {quoted(text)}\nmsgstr ""\n' for text in sentences(catalogue) if text not in there]
    path.write_text("\n".join([path.read_text(encoding="utf-8").rstrip("\n") + "\n", *fresh]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--add", action="store_true")
    options = parser.parse_args()
    for catalogue in CATALOGUES:
        for language in languages(catalogue):
            tend(catalogue, language, adds=options.add, compiles=options.compile)


def tend(catalogue: Catalogue, language: str, *, adds: bool, compiles: bool) -> None:
    path = po_path(catalogue, language)
    if adds:
        add_missing(catalogue, language)
    if compiles:
        write_mo(path.with_suffix(".mo"), read_po(path))
    lacks = missing(catalogue, language)
    print(f"{catalogue.app} {language}: {len(lacks)} of {len(sentences(catalogue))} sentences are not translated")
    for sentence in lacks:
        print(f"  {quoted(sentence)}")


if __name__ == "__main__":
    main()
