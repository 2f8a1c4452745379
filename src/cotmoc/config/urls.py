"""Every address of the product: those of `cotmoc.web`, and its pages for what goes wrong."""

from django.urls import include, path

urlpatterns = [path("", include("cotmoc.web.urls"))]
handler403 = "cotmoc.web.views.errors.forbidden"
handler404 = "cotmoc.web.views.errors.not_found"
handler500 = "cotmoc.web.views.errors.server_error"
