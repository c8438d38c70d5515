"""Residents' addresses. No personal data in any of them: drafts and cases are named by signed cookies."""

from django.urls import path

from .web import address, apply, assist, autosave, catalogue, files, follow, new_version, places, resume

urlpatterns = [
    path("procedures/", catalogue.procedures, name="procedures"),
    path("procedures/<slug:slug>/", catalogue.procedure, name="procedure"),
    path("procedures/<slug:slug>/start/", apply.start, name="apply_start"),
    path("procedures/<slug:slug>/assist/", assist.start_for_resident, name="apply_assist"),
    path("procedures/<slug:slug>/discard/", apply.discard, name="apply_discard"),
    path("procedures/<slug:slug>/pages/<slug:page_key>/", apply.page, name="apply_page"),
    path("procedures/<slug:slug>/pages/<slug:page_key>/autosave/", autosave.autosave, name="apply_autosave"),
    path("procedures/<slug:slug>/check/", apply.check, name="apply_check"),
    path("procedures/<slug:slug>/done/", apply.done, name="apply_done"),
    path("procedures/<slug:slug>/done/receipt.pdf", apply.done_pdf, name="apply_done_pdf"),
    path("procedures/<slug:slug>/new-version/", new_version.new_version, name="apply_new_version"),
    path("procedures/<slug:slug>/later/", resume.later, name="apply_later"),
    path("procedures/<slug:slug>/resume/<str:token>/", resume.resume, name="apply_resume"),
    path("procedures/<slug:slug>/files/<uuid:public_id>/", files.draft_file, name="draft_file"),
    path("applications/", follow.lookup, name="application_lookup"),
    path("applications/status/", follow.status, name="application_status"),
    path("applications/status/application.pdf", follow.status_pdf, name="application_status_pdf"),
    path("applications/again/", follow.again, name="application_again"),
    path("applications/correct/", follow.correct, name="application_correct"),
    path("applications/withdraw/", follow.withdraw, name="application_withdraw"),
    path("applications/leave/", follow.leave, name="application_leave"),
    path("applications/files/<uuid:public_id>/", files.case_file, name="attachment"),
    path("address-lookup/", address.address_lookup, name="address_lookup"),
    path("places/", places.place_search, name="place_search"),
]
