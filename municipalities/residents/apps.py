from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "municipalities.residents"
    label = "residents"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "住民"
