import pytest
from celery.schedules import crontab
from django.conf import settings

from portal.celery import app

SCHEDULE = settings.CELERY_BEAT_SCHEDULE


@pytest.mark.parametrize("name", SCHEDULE)
def test_every_entry_of_beat_names_a_task_that_exists(name):
    app.loader.import_default_modules()
    entry = SCHEDULE[name]
    named = {entry["task"], entry.get("kwargs", {}).get("task_name", entry["task"])}
    assert named - set(app.tasks) == set()


def test_what_runs_once_an_hour_or_less_goes_by_the_clock():
    """An interval begins anew whenever beat lost its file: started anew every evening, it would never come to a daily entry."""
    rare = [
        name for name, entry in SCHEDULE.items() if isinstance(entry["schedule"], float) and entry["schedule"] >= 3600
    ]
    by_the_clock = [name for name, entry in SCHEDULE.items() if isinstance(entry["schedule"], crontab)]
    assert (rare, "forget-old-applications" in by_the_clock) == ([], True)
