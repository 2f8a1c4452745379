"""The one exception tree of the project; every class has a stable code."""

from __future__ import annotations


class CotmocError(Exception):
    """An expected failure with a stable `code` and named `params` for its message.

    The code is what programs and translations key on; `str()` is the plain English sentence for logs.
    """

    code = "cotmoc"

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.params = params
