"""Reads of access: agencies, units, users, revisions and the audit log."""
