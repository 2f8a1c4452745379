"""Written reports: what their running text says, proposed to an officer who confirms it. Nothing here records."""
