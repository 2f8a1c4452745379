"""The province of the picture's tests."""

from tests.integration.picture_province import full_province, province

__all__ = ["full_province", "province"]
