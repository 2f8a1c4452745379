"""Areas with validity, lineage and geometry."""
