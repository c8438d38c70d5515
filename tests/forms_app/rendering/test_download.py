import pytest

from forms_app.models import Attachment
from forms_app.rendering.download import as_download, as_picture


def download(**facts: object):
    return as_download(Attachment(**{"name": "photo.jpg", "kind": "image/jpeg", **facts}), b"content")


def test_a_download_holds_the_bytes_and_their_kind():
    response = download()
    assert (response.content, response["Content-Type"]) == (b"content", "image/jpeg")


def test_a_download_is_never_shown_as_a_page():
    response = download()
    assert (
        response["Content-Disposition"],
        response["X-Content-Type-Options"],
        response["Content-Security-Policy"],
    ) == ('attachment; filename="photo.jpg"', "nosniff", "default-src 'none'; sandbox")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("写真.jpg", "attachment; filename*=utf-8''%E5%86%99%E7%9C%9F.jpg"),
        ('a"b.jpg', 'attachment; filename="a\\"b.jpg"'),
        ("a\r\nSet-Cookie: b.jpg", "attachment; filename*=utf-8''a%0D%0ASet-Cookie%3A%20b.jpg"),
    ],
)
def test_a_name_cannot_leave_its_header(name, header):
    assert download(name=name)["Content-Disposition"] == header


def test_a_picture_of_ours_is_shown_and_nothing_else_of_it():
    response = as_picture(b"jpeg")
    assert (response["Content-Type"], response["X-Content-Type-Options"], "Content-Disposition" in response) == (
        "image/jpeg",
        "nosniff",
        False,
    )
