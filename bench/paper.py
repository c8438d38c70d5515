"""`python -m bench.paper`: what one PDF costs, cold and warm, with photographs and without, and a hundred together; the most memory.

Flat means: after three hundred papers the process is no larger than after ten.
"""

import tempfile
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from devtools import services

from .run import ROOT, prepare_environment

PHOTO = (4000, 3000)


def main() -> None:
    running = services.start(ROOT / ".data" / "bench")
    try:
        with tempfile.TemporaryDirectory() as folder:
            prepare_environment(running, Path(folder))
            measure()
    finally:
        running.stop()


def measure() -> None:
    from forms_app.rendering.pdf import Picture, pdf_of
    from municipalities.support.pictures import shown_picture
    from municipalities.tenancy import directory
    from municipalities.tenancy.context import tenant_context

    with tenant_context(directory.find_by_schema("gifu_shi")):
        sheet = make_sheet()
    print(f"{'':34}{'ms':>8}{'KB':>8}{'memory, MB':>12}")
    show("before", lambda: b"")
    show("one, the first of a process", lambda: pdf_of([sheet], town="岐阜県岐阜市"))
    show("one", lambda: pdf_of([sheet], town="岐阜県岐阜市"), times=10)
    photo = make_photo()
    show("a photo of 12 million points, made small", lambda: shown_picture(photo, longest=1000))
    small = Picture("photo.jpg", shown_picture(photo, longest=1000))
    with_photos = replace(sheet, files=dict.fromkeys(sheet.files, small))
    show("one with five photos, small already", lambda: pdf_of([with_photos], town="岐阜県岐阜市"), times=10)
    show("a hundred together", lambda: pdf_of([sheet] * 100, town="岐阜県岐阜市"))
    show("one, three hundred times", lambda: pdf_of([sheet], town="岐阜県岐阜市"), times=300)


def show(name: str, work, *, times: int = 1) -> None:
    began = time.perf_counter()
    for _number in range(times):
        made = work()
    milliseconds = (time.perf_counter() - began) / times * 1000
    print(f"{name:42}{milliseconds:>8.1f}{len(made) / 1024:>8.0f}{memory():>12.0f}")


def memory() -> float:
    """Held now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def make_sheet():
    from forms_app.models.published import published_definition
    from forms_app.rendering.pdf import Picture, Sheet
    from forms_app.services import draft as drafts
    from forms_app.services.submit import submit_application

    from .drafts import bench_form
    from .forms import ANSWERS

    draft = drafts.start_draft(form=bench_form())
    drafts.save_answers(draft_id=draft.public_id, raw=ANSWERS)
    application = submit_application(draft_id=draft.public_id).application
    definition = published_definition(application.form_version_id)
    photos = {f"photo-{number}": Picture("photo.jpg") for number in range(5)}
    asked = next((f.key for f in definition.answerable_fields if f.type == "attachment"), "")
    values = application.get_answers() | ({asked: list(photos)} if asked else {})
    return Sheet(application, definition, values, photos)


def make_photo() -> bytes:
    from PIL import Image

    buffer = BytesIO()
    Image.effect_noise(PHOTO, 40).convert("RGB").save(buffer, format="JPEG", quality=85)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
