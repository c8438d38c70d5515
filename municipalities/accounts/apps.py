from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "municipalities.accounts"
    label = "accounts"
    verbose_name = "職員と課"
