from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "municipalities.notifications"
    label = "notifications"
    verbose_name = "お知らせの送信"
