"""Reads of resolution: entities, judgements and proposals.

Resolution does not know the records, so it cannot say who may see them: the caller asks for ids that it has found
visible, or hands in the visible records where that has to be decided pair by pair.
"""
