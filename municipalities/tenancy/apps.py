from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "municipalities.tenancy"
    label = "tenancy"
    verbose_name = "市町村"
