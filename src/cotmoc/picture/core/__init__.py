"""Pure parts of the picture: filters, predicates, figures, periods, sheets."""
