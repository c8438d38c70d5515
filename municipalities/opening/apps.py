from django.apps import AppConfig


class OpeningConfig(AppConfig):
    name = "municipalities.opening"
    label = "opening"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "窓口の時間"
