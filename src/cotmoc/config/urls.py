"""Every address of the product: those of `cotmoc.web`, and static files."""

from django.urls import include, path

urlpatterns = [path("", include("cotmoc.web.urls"))]
