import pytest

from forms_app.schema import edition
from forms_app.schema.edition import edition_of_rules


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """Rules of our own: one file that says `a`."""
    file = tmp_path / "fieldtypes" / "text.py"
    file.parent.mkdir()
    file.write_text("a")
    monkeypatch.setattr(edition, "FOLDERS", (tmp_path,))
    edition_of_rules.cache_clear()
    yield file
    edition_of_rules.cache_clear()


def edition_now() -> str:
    edition_of_rules.cache_clear()
    return edition_of_rules()


def test_edition_is_the_same_for_the_same_code(rules):
    assert edition_now() == edition_now()


def test_edition_is_another_one_where_a_rule_changed(rules):
    before = edition_now()
    rules.write_text("b")
    assert edition_now() != before


def test_edition_covers_the_rules_of_each_type(rules, monkeypatch):
    monkeypatch.undo()
    assert {folder.name for folder in edition.FOLDERS} == {"schema", "support"}
    assert all(any(folder.rglob("*.py")) for folder in edition.FOLDERS)
