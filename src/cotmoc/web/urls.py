"""Every address of the product, one block for each task. Each name stands in `permissions.PERMISSIONS`, too."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from cotmoc.picture.core.kinds import TABLES
from cotmoc.web.views import (
    areas,
    finding,
    incidents,
    session,
    sources,
    style,
    tour,
)
from cotmoc.web.views.files import deeds, listing, mapping, mending, narrative, report
from cotmoc.web.views.files.known import file_known
from cotmoc.web.views.log import attaching, completing, printing
from cotmoc.web.views.log import page as log
from cotmoc.web.views.maybe_known import incident_known
from cotmoc.web.views.picture import exporting, lists, page, published, since
from cotmoc.web.views.picture import mapping as mapping_of_picture
from cotmoc.web.views.review import contradicting, seconding, thresholds
from cotmoc.web.views.review import page as review
from cotmoc.web.views.search.page import show_search

INCIDENTS = {"kind": "incident"}

urlpatterns: list[URLPattern | URLResolver] = [
    # session
    path("", session.home, name="home"),
    path("sign-in/", session.SignIn.as_view(), name="sign_in"),
    path("sign-in/demonstration/", session.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("language/", session.choose_language, name="language"),
    path("theme/", session.choose_theme, name="theme"),
    path("account/", session.account, name="account"),
    path("tour/", tour.show_tour, name="tour"),
    path("tour/panel/", tour.show_tour_panel, name="tour_panel"),
    path("style-<slug:digest>.css", style.show_style, name="style"),
    path("find/", finding.show_found, name="find"),
    # picture
    path("picture/", page.show_picture, name="picture"),
    path("picture/rest/", page.show_rest, name="picture_rest"),
    path("picture/map.json", mapping_of_picture.show_map, name="picture_map"),
    path("picture/map/", mapping_of_picture.show_map_table, name="picture_map_table"),
    path("picture/changes/", since.show_changes, name="picture_changes"),
    path("picture/areas/", page.show_area_names, name="picture_areas"),
    path("published/", published.show_published, name="picture_published"),
    path("picture/export/<slug:name>.<slug:kind>", exporting.export_picture, name="picture_export"),
    path("lists/<slug:name>.<slug:kind>", exporting.export_list, name="list_export"),
    *(
        path(f"lists/{table.url_name}/", lists.show_list, {"kind": kind}, name=table.url_name)
        for kind, table in TABLES.items()
    ),
    # incidents
    path("incidents/<int:record_id>/", incidents.incident, name="incident"),
    path("incidents/<int:record_id>/map.json", incidents.incident_map, name="incident_map"),
    path("incidents/<int:record_id>/known/", incident_known, name="incident_known"),
    path("incidents/<int:record_id>/split/", incidents.incident_split, name="incident_split"),
    path(
        "incidents/<int:record_id>/undo/", incidents.judgement_undo, name="incident_judgement_undo"
    ),
    path("sources/<int:record_id>/", sources.source, name="source"),
    # search
    path("search/", show_search, name="search"),
    # review
    path("review/", review.review, INCIDENTS, name="review"),
    path("review/undo/", review.review_undo, INCIDENTS, name="review_undo"),
    path("review/<int:proposal_id>/answer/", review.review_answer, INCIDENTS, name="review_answer"),
    path("review/<int:proposal_id>/map.json", review.review_map, name="review_map"),
    path("review/conflicts/", contradicting.review_conflicts, name="review_conflicts"),
    path("review/conflicts/<slug:kind>/", contradicting.review_split, name="review_split"),
    path("review/take-back/", contradicting.review_take_back, name="review_take_back"),
    path("review/waiting/", seconding.review_waiting, name="review_waiting"),
    path("review/waiting/<int:waiting_id>/", seconding.review_confirm, name="review_confirm"),
    path(
        "review/waiting/<int:waiting_id>/decline/", seconding.review_decline, name="review_decline"
    ),
    path("review/register/", seconding.review_mark_open, name="review_mark_open"),
    path(
        "review/register/<int:mark_id>/", seconding.review_mark_approve, name="review_mark_approve"
    ),
    path("review/register/<int:mark_id>/end/", seconding.review_mark_end, name="review_mark_end"),
    path("review/thresholds/<slug:sort>/", thresholds.thresholds, name="review_thresholds"),
    path(
        "review/thresholds/<slug:sort>/set/",
        thresholds.thresholds_set,
        name="review_thresholds_set",
    ),
    path(
        "review/thresholds/<slug:sort>/check/",
        thresholds.thresholds_check,
        name="review_thresholds_check",
    ),
    path(
        "review/thresholds/undo/<int:threshold_id>/",
        thresholds.thresholds_undo,
        name="review_thresholds_undo",
    ),
    path("review/<slug:kind>/", review.review, name="review_things"),
    path("review/<slug:kind>/undo/", review.review_undo, name="review_things_undo"),
    path(
        "review/<slug:kind>/<int:proposal_id>/answer/",
        review.review_answer,
        name="review_things_answer",
    ),
    # ingest
    path("files/", listing.files, name="files"),
    path("files/narrative/", narrative.narrative, name="file_narrative"),
    path("files/<int:upload_id>/", report.file, name="file"),
    path("files/<int:upload_id>/columns/", mapping.file_mapping, name="file_mapping"),
    path("files/<int:upload_id>/preview/", mapping.file_preview, name="file_preview"),
    path("files/<int:upload_id>/progress/", report.file_progress, name="file_progress"),
    path("files/<int:upload_id>/known/", file_known, name="file_known"),
    re_path(
        r"^files/(?P<upload_id>\d+)/parked\.(?P<kind>xlsx|csv)$",
        report.file_parked,
        name="file_parked",
    ),
    path("files/<int:upload_id>/marked.xlsx", report.file_marked, name="file_marked"),
    path("files/<int:upload_id>/records/", report.file_records, name="file_records"),
    path("files/<int:upload_id>/records/<int:index>/mend/", mending.file_mend, name="file_mend"),
    path("files/<int:upload_id>/recheck/", mending.file_recheck, name="file_recheck"),
    path("files/<int:upload_id>/mend/", mending.file_mend_parked, name="file_mend_parked"),
    path("files/<int:upload_id>/commit/", deeds.file_commit, name="file_commit"),
    path("files/<int:upload_id>/undo/", deeds.file_undo, name="file_undo"),
    path("files/<int:upload_id>/discard/", deeds.file_discard, name="file_discard"),
    path("files/<int:upload_id>/correct/", deeds.file_correct, name="file_correct"),
    # log
    path("log/", log.log, name="log"),
    path("log/complete/<slug:what>/", completing.complete, name="log_complete"),
    path("log/correct/<int:record_id>/", log.correct, name="log_correct"),
    path("log/<slug:token>/", log.sheet, name="log_sheet"),
    path("log/<slug:token>/look/", log.look, name="log_look"),
    path("log/<slug:token>/discard/", log.discard, name="log_discard"),
    path("log/<slug:token>/print/", printing.print_sheet, name="log_print"),
    path("log/<slug:token>/files/<int:file_id>/", attaching.attached, name="log_file"),
    path("log/<slug:token>/files/<int:file_id>/remove/", attaching.detach, name="log_detach"),
    # areas
    path("areas/", areas.show_areas, name="areas"),
    path("areas/<str:code>/", areas.show_area, name="area"),
    path("areas/<str:code>/map.json", areas.show_area_map, name="area_map"),
]
