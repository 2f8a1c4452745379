"""Tables of the picture as files: xlsx, CSV and GeoJSON."""
