"""The portal as a WSGI application that dies (kill -9, the whole server) at one point of a submit.

WEB_DIES names the point: `statement:3` after the third SQL statement of the request, `before_publish:1`, `after_publish:1` around
a wake-up of the queue, `answer` when only the response is left to send. WEB_UNGUARDED: what one statement writes, several do.
"""

import os
import signal

from celery.signals import after_task_publish, before_task_publish
from django.db import connection

from portal.wsgi import application as portal

POINT, _, NUMBER = os.environ["WEB_DIES"].partition(":")
seen: dict[str, int] = {}


def pass_by(point: str) -> None:
    seen[point] = seen.get(point, 0) + 1
    if point == POINT and seen[point] == int(NUMBER or 1):
        os.killpg(0, signal.SIGKILL)


def count_statement(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    pass_by("statement")
    return result


def before_publish(**_signal) -> None:
    pass_by("before_publish")


def after_publish(**_signal) -> None:
    pass_by("after_publish")


def application(environ, start_response):
    if environ["REQUEST_METHOD"] != "POST":
        return portal(environ, start_response)
    before_task_publish.connect(before_publish)
    after_task_publish.connect(after_publish)
    with connection.execute_wrapper(count_statement):
        response = portal(environ, start_response)
    pass_by("answer")
    return response


if "WEB_UNGUARDED" in os.environ:
    from municipalities.notifications import services

    def one_after_the_other(rows, taking) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(taking.sql, taking.params)
        for row in rows:
            row.save(force_insert=True)
        return True

    services.insert_instead = one_after_the_other
