"""Tests of Cotmoc: `unit`, `integration` and `functional` mirror the packages of `src`."""
