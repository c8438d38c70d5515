"""Addresses of the API. No secret and no personal data in any of them."""

from django.urls import path

from . import applications, apply, forms

urlpatterns = [
    path("forms/", forms.FormsView.as_view(), name="api_forms"),
    path("forms/<slug:slug>/", forms.FormView.as_view(), name="api_form"),
    path(
        "forms/<slug:slug>/versions/<int:number>/answers-schema/",
        forms.AnswersSchemaView.as_view(),
        name="api_answers_schema",
    ),
    path("forms/<slug:slug>/validate/", forms.ValidateView.as_view(), name="api_validate"),
    path("forms/<slug:slug>/drafts/", apply.DraftsView.as_view(), name="api_drafts"),
    path("forms/<slug:slug>/drafts/<uuid:draft_id>/files/", apply.DraftFilesView.as_view(), name="api_draft_files"),
    path("forms/<slug:slug>/applications/", apply.SubmitView.as_view(), name="api_submit"),
    path("applications/status/", apply.StatusView.as_view(), name="api_status"),
    path("applications/", applications.ApplicationsView.as_view(), name="api_applications"),
    path("applications/<uuid:public_id>/", applications.ApplicationView.as_view(), name="api_application"),
    path(
        "applications/<uuid:public_id>/files/<uuid:file_id>/",
        applications.ApplicationFileView.as_view(),
        name="api_application_file",
    ),
    path("applications/<uuid:public_id>/transitions/", applications.TransitionsView.as_view(), name="api_transitions"),
]
