from celery import shared_task

from . import directory
from .queue import send_for_town


@shared_task(name="tenancy.dispatch_to_every_town_task")
def dispatch_to_every_town_task(task_name: str) -> None:
    for town in directory.all_towns():
        if town.is_ready:
            send_for_town(task_name, town)
