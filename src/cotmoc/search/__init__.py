"""One box for everything: people, organisations, conveyances, incidents, places and numbers, in any spelling."""
