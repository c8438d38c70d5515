"""`python -m bench.exports`: 100,000 applications into one file; seconds and the most memory, at 1,000, 10,000 and 100,000 rows.

Flat means: ten times the rows, the same memory.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
import uuid
from datetime import timedelta
from pathlib import Path

from devtools import services

from .run import ROOT, prepare_environment

FORMATS = ("csv", "csv_cp932", "xlsx", "json")
BATCH = 5000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    running = services.start(ROOT / ".data" / "bench")
    try:
        with tempfile.TemporaryDirectory() as folder:
            prepare_environment(running, Path(folder))
            measure(rows)
    finally:
        running.stop()


def measure(rows: int) -> None:
    from municipalities.tenancy import directory
    from municipalities.tenancy.context import tenant_context

    with tenant_context(directory.find_by_schema("gifu_shi")):
        form, staff = make_form(), make_staff()
        print(f"{'':12}{'rows':>9}{'seconds':>9}{'rows/s':>9}{'MB':>7}{'most memory, MB':>17}")
        made = 0
        for number in (rows // 100, rows // 10, rows):
            make_applications(form, number - made)
            made = number
            for format in FORMATS:
                in_a_child(lambda format=format: export(form, staff, format))


def in_a_child(work) -> None:
    """The most memory of a process never falls: each export gets a process of its own."""
    from django.db import connection

    connection.close()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        work()
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)


def export(form, staff, format: str) -> None:
    from forms_app.services import export as exports

    request = exports.request_export(staff=staff, form=form, format=format)
    began = time.perf_counter()
    exports.run_export(export_id=request.pk)
    seconds = time.perf_counter() - began
    request.refresh_from_db()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    done = request.rows_done
    print(f"{format:12}{done:>9}{seconds:>9.1f}{done / seconds:>9.0f}{request.size / 1e6:>7.1f}{memory:>17.0f}")


def make_form():
    from .drafts import bench_form

    return bench_form()


def make_staff():
    from municipalities.accounts.models import StaffUser

    return StaffUser.objects.get(username="admin")


def make_applications(form, number: int) -> None:
    """Rows as a submit leaves them, without the road there."""
    from django.utils import timezone

    from forms_app.models import Application
    from forms_app.models.receipt import new_receipt_number

    from .forms import ANSWERS

    now = timezone.now()
    answers = {**ANSWERS, "address": {**ANSWERS["address"]}}
    for start in range(0, number, BATCH):
        rows = []
        for offset in range(min(BATCH, number - start)):
            row = Application(
                receipt_number=f"{new_receipt_number()}-{start + offset}",
                idempotency_key=uuid.uuid4(),
                form=form,
                form_version_id=form.current_version_id,
                section_id=form.section_id,
                submitted_at=now,
                due_at=now + timedelta(days=14),
            )
            row.set_answers(answers)
            rows.append(row)
        Application.objects.bulk_create(rows)


if __name__ == "__main__":
    main()
