from celery import shared_task

from .figures import collect_figures


@shared_task(name="dashboard.collect_figures_task")
def collect_figures_task() -> None:
    collect_figures()
