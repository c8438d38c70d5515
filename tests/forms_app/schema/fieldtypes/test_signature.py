import base64
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from PIL import Image

from forms_app.schema.errors import AnswerError
from forms_app.schema.fieldtypes.base import UNANSWERED
from forms_app.schema.fieldtypes.signature import LARGEST, MOST_BYTES, PREFIX
from forms_app.schema.registry import field_type
from tests.factories import files
from tests.forms_app.schema.questions import clean, display, question, refusal

SIGNATURE = field_type("signature")
TYPED = {"kind": "typed", "name": "岐阜 花子"}


def drawn(address: str) -> dict[str, str]:
    return {"typed": "", "confirmed": "", "drawn": address}


def address_of(image: Image.Image, format: str = "PNG") -> str:
    buffer = BytesIO()
    image.save(buffer, format=format)
    return PREFIX + base64.b64encode(buffer.getvalue()).decode()


def picture_of(value: dict[str, str]) -> Image.Image:
    return Image.open(BytesIO(base64.b64decode(value["png"])))


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L"])
def test_clean_keeps_a_drawing_in_grey(mode):
    value = clean("signature", drawn(files.drawn_signature(mode=mode)))
    assert (value["kind"], picture_of(value).mode, picture_of(value).size) == ("drawn", "L", (900, 300))


def test_clean_keeps_nothing_but_the_points():
    hidden = files.drawn_signature()
    content = base64.b64decode(hidden.removeprefix(PREFIX)) + b"<script>alert(1)</script>"
    value = clean("signature", drawn(PREFIX + base64.b64encode(content).decode()))
    assert b"script" not in base64.b64decode(value["png"])


def test_clean_reads_strokes_on_nothing():
    """A canvas without paper: black on transparent."""
    with Image.open(BytesIO(base64.b64decode(files.drawn_signature().removeprefix(PREFIX)))) as image:
        ink = image.convert("L").point(lambda grey: 255 - grey)
    strokes = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    strokes.putalpha(ink)
    assert picture_of(clean("signature", drawn(address_of(strokes)))).getextrema() == (0, 255)


def test_clean_takes_a_typed_name_that_is_declared_the_signature():
    assert clean("signature", {"typed": "　岐阜 花子 ", "confirmed": "yes", "drawn": ""}) == TYPED


def test_clean_prefers_what_was_drawn():
    both = {"typed": "岐阜 花子", "confirmed": "yes", "drawn": files.drawn_signature()}
    assert clean("signature", both)["kind"] == "drawn"


@pytest.mark.parametrize("raw", [None, "", {}, {"typed": " ", "confirmed": "", "drawn": ""}, {"confirmed": False}])
def test_clean_of_nothing_is_unanswered(raw):
    assert clean("signature", raw) is UNANSWERED


def test_clean_needs_the_declaration():
    assert refusal("signature", {"typed": "岐阜 花子"}) == ("signature_not_confirmed", "confirmed", {})


def test_clean_needs_the_name():
    assert refusal("signature", {"typed": " ", "confirmed": "yes"}) == ("part_required", "typed", {})


@pytest.mark.parametrize(
    "address",
    [
        "x",
        PREFIX,
        PREFIX + "!!!!",
        PREFIX + "あ",
        PREFIX + base64.b64encode(b"GIF89a").decode(),
        files.drawn_signature()[:-40],
        files.drawn_signature().replace("image/png", "image/svg+xml"),
        address_of(Image.new("RGB", (900, 300), "white")),
        address_of(Image.new("RGBA", (900, 300), (0, 0, 0, 0))),
        address_of(Image.new("RGB", (900, 300), "black"), "JPEG"),
    ],
)
def test_clean_refuses_what_is_no_drawing(address):
    assert refusal("signature", drawn(address)) == ("not_a_drawing", "drawn", {})


def test_clean_refuses_too_many_points():
    large = address_of(Image.new("1", (LARGEST[0] + 1, 10)))
    assert refusal("signature", drawn(large)) == ("drawing_too_large", "drawn", {})


def test_clean_refuses_too_many_bytes():
    noise = address_of(Image.effect_noise((400, 300), 90))
    assert len(noise) > MOST_BYTES
    assert refusal("signature", drawn(noise)) == ("drawing_too_large", "drawn", {})


@pytest.mark.parametrize("raw", ["岐阜 花子", ["x"], 1, True])
def test_clean_refuses_another_shape(raw):
    assert refusal("signature", raw) == ("wrong_shape", None, {})


@pytest.mark.parametrize("part", ["typed", "confirmed", "drawn"])
def test_clean_refuses_another_shape_of_a_part(part):
    assert refusal("signature", {part: ["x"]})[:2] == ("wrong_shape", part)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
)


@given(
    raw=JSON
    | st.fixed_dictionaries(
        {}, optional={"typed": JSON, "confirmed": JSON, "drawn": JSON | st.text().map(PREFIX.__add__)}
    )
)
def test_clean_refuses_or_fits_the_schema(raw):
    try:
        value = clean("signature", raw)
    except AnswerError:
        return
    assert value is UNANSWERED or Draft202012Validator(SIGNATURE.json_schema(question("signature"))).is_valid(value)


@pytest.mark.parametrize("raw", [drawn(files.drawn_signature()), {"typed": "岐阜 花子", "confirmed": "yes"}])
def test_to_raw_comes_back_as_the_same_answer(raw):
    value = clean("signature", raw)
    assert clean("signature", SIGNATURE.to_raw(question("signature"), value)) == value
    assert Draft202012Validator(SIGNATURE.json_schema(question("signature"))).is_valid(value)


def test_display_tells_how_it_was_signed():
    assert display("signature", TYPED) == "岐阜 花子（氏名の入力による署名）"
    assert display("signature", {"kind": "drawn", "png": "x"}) == "手書きの署名"


def test_export_says_only_that_there_is_one():
    assert SIGNATURE.cells(question("signature"), TYPED) == {"": "署名あり"}


def test_picture_is_that_of_a_drawing():
    value = clean("signature", drawn(files.drawn_signature()))
    assert SIGNATURE.picture(question("signature"), value) == PREFIX + value["png"]
    assert SIGNATURE.picture(question("signature"), TYPED) == ""


def test_question_offers_both_ways():
    assert SIGNATURE.question(question("signature")).endswith("氏名を入力して、署名とすることもできます。")
