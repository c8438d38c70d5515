from municipalities.tenancy.models import Municipality
from portal.dashboard.tasks import collect_figures_task


def test_beat_presses_the_button(settings):
    assert settings.CELERY_BEAT_SCHEDULE["collect-figures"]["task"] == collect_figures_task.name


def test_collect_figures_task_fills_the_figures(town):
    collect_figures_task()
    assert Municipality.objects.get(pk=town.pk).schema_bytes > 0
