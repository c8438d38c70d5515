from celery import shared_task

from .figures import collect_figures
from .topics import collect_unanswered_topics


@shared_task(name="dashboard.collect_figures_task")
def collect_figures_task() -> None:
    collect_figures()


@shared_task(name="dashboard.collect_unanswered_topics_task")
def collect_unanswered_topics_task() -> None:
    collect_unanswered_topics()
