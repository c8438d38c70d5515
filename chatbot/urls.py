"""Residents' addresses of the conversation."""

from django.urls import path

from .widget import inquiry, news, views

urlpatterns = [
    path("chat/", views.chat, name="chat"),
    path("chat/say/", views.say, name="chat_say"),
    path("chat/news/", news.news, name="chat_news"),
    path("inquiries/<str:token>/", inquiry.inquiry, name="inquiry"),
    path("chat/leave/", views.leave, name="chat_leave"),
    path("chat/case/", views.to_case, name="chat_to_case"),
    path("procedures/<slug:slug>/chat/", views.from_form, name="chat_from_form"),
    path("procedures/<slug:slug>/from-chat/", views.to_form, name="chat_to_form"),
]
