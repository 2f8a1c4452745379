"""Logging an incident by hand."""
