"""Files of places made into clean values. Import the reader that you need: `geojson` runs in a child process."""
