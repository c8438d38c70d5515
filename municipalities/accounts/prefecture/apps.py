from django.apps import AppConfig


class PrefectureConfig(AppConfig):
    name = "municipalities.accounts.prefecture"
    label = "prefecture"
    verbose_name = "県の担当者"
