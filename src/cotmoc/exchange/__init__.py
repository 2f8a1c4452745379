"""What goes to and comes from other agencies, in standard formats."""
