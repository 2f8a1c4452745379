"""Every address of the product, one block for each task. Each name stands in `permissions.PERMISSIONS`, too."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cotmoc.web.views import session

urlpatterns: list[URLPattern | URLResolver] = [
    # session
    path("", session.home, name="home"),
    path("sign-in/", session.SignIn.as_view(), name="sign_in"),
    path("sign-in/demonstration/", session.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("language/", session.choose_language, name="language"),
    path("account/", session.account, name="account"),
    # picture
    # incidents
    # review
    # ingest
    # areas
]
