"""Template tags and filters: `{% load web %}`."""
