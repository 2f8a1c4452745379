"""Audited reads of the picture: lists of personal data, and exports."""
