"""Area files of the user: read, matched to known areas, checked and reported; nothing is written here."""
