"""Files coming in: put in, columns confirmed, checked, reported on, taken in and taken out."""
