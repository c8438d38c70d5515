"""The roof: assembles the wings, imported by nobody. Importing it makes the Celery app known."""

from .celery import app as celery_app

__all__ = ["celery_app"]
