"""Log-in and マイページ. No address, code or profile stands in any of these addresses."""

from django.urls import path

from . import address, leaving, log_in, owned, page, profile, take_along

urlpatterns = [
    path("login/", log_in.log_in, name="login"),
    path("login/code/", log_in.code, name="login_code"),
    path("logout/", leaving.log_out, name="logout"),
    path("logout/done/", leaving.logged_out, name="logged_out"),
    path("logout/deleted/", leaving.deleted, name="my_deleted"),
    path("my/", page.my_page, name="my_page"),
    path("my/profile/", profile.profile, name="my_profile"),
    path("my/profile/keep/", profile.keep, name="my_profile_keep"),
    path("my/address/", address.address, name="my_address"),
    path("my/address/code/", address.code, name="my_address_code"),
    path("my/data/", take_along.take_along, name="my_data"),
    path("my/delete/", leaving.delete, name="my_delete"),
    path("my/logout-everywhere/", leaving.log_out_everywhere, name="my_logout_everywhere"),
    path("my/applications/claim/", owned.claim, name="my_claim"),
    path("my/applications/<uuid:public_id>/", owned.application, name="my_application"),
    path("my/applications/<uuid:public_id>/again/", owned.again, name="my_again"),
    path("my/drafts/<uuid:public_id>/", owned.draft, name="my_draft"),
]
