"""The province of the picture's tests, for pages that show figures."""

from tests.integration.picture_province import empty_database, full_province, province

__all__ = ["empty_database", "full_province", "province"]
