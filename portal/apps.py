from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "持ち運べる役所"
