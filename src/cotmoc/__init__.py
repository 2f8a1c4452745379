"""Cotmoc: shared crime-prevention and coordination system of a border province."""
