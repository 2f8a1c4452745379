"""A place in the words of a report: an address, a boundary marker, a distance from somewhere, a position, a sea."""
