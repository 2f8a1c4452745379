"""Any table: which of its rows are about the same person, by columns that a profile says how to compare.

For lists that are not the province's own records: given name, surname, date of birth, address, numbers. Parties and
conveyances of the product have an engine of their own (`cotmoc.resolution.core.parties`).
"""
