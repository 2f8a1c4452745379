"""The product's settings on a throw-away database server and data folder."""

from tests.database import start_for_this_run

start_for_this_run()

from cotmoc.config.settings import *  # noqa: E402, F403 - settings are a star import by nature

# A real password hash costs a tenth of a second for every test that signs somebody in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A kept connection outlives the live server's thread that opened it, and keeps the database from being dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
