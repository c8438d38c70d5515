import pytest

from forms_app.rendering.export.names import free_name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("世帯員", "世帯員"),
        ("子ども/親[?]", "子ども 親"),
        ("あ" * 40, "あ" * 31),
        ("😀" * 20, "😀" * 15),
        ("'", "-"),
        ("犬.", "犬"),
    ],
)
def test_name_is_one_that_excel_and_windows_take(label, name):
    assert free_name(label, []) == name


def test_name_that_is_taken_is_numbered():
    assert free_name("A表", ["申請", "a表", "A表（2）"]) == "A表（3）"


def test_long_name_that_is_taken_stays_short():
    assert free_name("あ" * 31, ["あ" * 31]) == "あ" * 28 + "（2）"
