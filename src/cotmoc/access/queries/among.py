"""The lookup `among`: numbers as one parameter of a query, however many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Field, ForeignKey
from django.db.models.lookups import Lookup

if TYPE_CHECKING:
    AnyLookup = Lookup[Any]
else:
    AnyLookup = Lookup


@ForeignKey.register_lookup
@Field.register_lookup
class Among(AnyLookup):
    """`number__among=numbers`: the number is one of these.

    `__in` makes a parameter of each, which from some thousands on takes longer to write down than to look up. The
    numbers go as an array instead, by which the same indexes are used.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The condition, and its one parameter."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*parameters, list(self.rhs))
