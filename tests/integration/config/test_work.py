"""Jobs that a killed worker left behind are taken up; those that kill every worker are given up."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.models import ProcrastinateJob

from cotmoc.config.work import MOST_ATTEMPTS, STALLED_AFTER_S, take_up_stalled_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def cut_off_job(*, attempts: int, silent_s: float) -> int:
    """The id of a job marked as running, whose worker was last heard of `silent_s` ago."""
    task = django_app.configure_task("builtin:procrastinate.builtin_tasks.remove_old_jobs")
    job_id = task.defer(max_hours=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - %s * interval '1 s')"
            " returning id",
            [silent_s],
        )
        worker_id = cursor.fetchone()[0]
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', attempts = %s, worker_id = %s"
            " where id = %s",
            [attempts, worker_id, job_id],
        )
    return job_id


def take_up(silent_s: float) -> list[int]:
    async def go() -> list[int]:
        connector = django_app.connector.get_worker_connector()  # type: ignore[attr-defined]
        with django_app.replace_connector(connector) as app:
            async with app.open_async():
                return await take_up_stalled_jobs(app, silent_s)

    with ThreadPoolExecutor(1) as pool:  # a browser test may have left a loop on this thread
        return pool.submit(lambda: asyncio.run(go())).result()


def test_job_of_a_dead_worker_is_taken_up() -> None:
    job_id = cut_off_job(attempts=0, silent_s=STALLED_AFTER_S + 60)
    assert job_id in take_up(STALLED_AFTER_S)
    assert ProcrastinateJob.objects.get(pk=job_id).status == "todo"


def test_job_of_a_living_worker_is_left_alone() -> None:
    job_id = cut_off_job(attempts=0, silent_s=1)
    assert job_id not in take_up(STALLED_AFTER_S)


def test_only_worker_takes_up_a_job_cut_off_a_moment_ago() -> None:
    job_id = cut_off_job(attempts=0, silent_s=1)
    assert job_id in take_up(0)


def test_job_that_was_cut_off_every_time_is_given_up() -> None:
    job_id = cut_off_job(attempts=MOST_ATTEMPTS, silent_s=STALLED_AFTER_S + 60)
    assert job_id not in take_up(STALLED_AFTER_S)
    assert ProcrastinateJob.objects.get(pk=job_id).status == "failed"
