"""The page that waits while the figures are made ready, and gives way to the one that was asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cotmoc.picture.facts import store
from cotmoc.web.views.picture import readiness
from tests.cast import Cast
from tests.functional.visiting import signed_in

pytestmark = pytest.mark.django_db
ASKS_AGAIN = {"HX-Request": "true", "HX-Trigger": readiness.ASKING}


@contextmanager
def being_made() -> Iterator[None]:
    """Another thread makes the facts for the first time."""
    store.forget()
    started, finished = threading.Event(), threading.Event()

    def make() -> None:
        with store._stores.lock:
            started.set()
            finished.wait()

    thread = threading.Thread(target=make)
    thread.start()
    started.wait()
    try:
        yield
    finally:
        finished.set()
        thread.join()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits before being told."""
    monkeypatch.setattr(readiness, "PATIENCE_S", 0.0)


def test_picture_whose_figures_are_made_ready_says_so_and_asks_again(cast: Cast) -> None:
    client = signed_in(cast.alpha_analyst, "en")
    with being_made():
        told = client.get("/picture/?area=")
        again = client.get("/picture/?area=", headers=ASKS_AGAIN)
    assert (told.status_code, told["Retry-After"]) == (503, "5")
    assert "The figures are being made ready" in told.text
    assert 'hx-get="/picture/?area="' in told.text
    assert again.status_code == 204


def test_picture_opens_once_the_figures_are_ready(cast: Cast) -> None:
    client = signed_in(cast.alpha_analyst, "en")
    with being_made():
        pass
    again = client.get("/picture/?area=", headers=ASKS_AGAIN)
    assert again["HX-Refresh"] == "true"
    assert client.get("/picture/?area=").status_code == 200


def test_press_on_a_page_of_before_a_restart_loads_it_anew(cast: Cast) -> None:
    client = signed_in(cast.alpha_analyst, "vi")
    with being_made():
        pressed = client.get(
            "/picture/?area=", headers={"HX-Request": "true", "HX-Target": "picture-first"}
        )
        waiting = client.get("/picture/?area=").text
    assert pressed["HX-Refresh"] == "true"
    assert "Số liệu đang được chuẩn bị" in waiting
