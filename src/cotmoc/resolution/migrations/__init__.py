"""Migrations of resolution."""
