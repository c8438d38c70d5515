from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "municipalities.calendars"
    label = "calendars"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "ごみの収集日"
