"""Writes of resolution: judgements, joins by rule, proposals, and the memberships that follow."""
