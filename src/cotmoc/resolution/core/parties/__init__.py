"""Persons, organisations, vehicles and vessels: which records are the same one.

The same engine serves both kinds of thing. Of a party it compares name, birth, document, sex, nationality and
residence; of a conveyance its name, registration, sort and flag. What each agreement weighs is a table of its own.
"""
