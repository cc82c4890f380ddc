"""A small published site: boards with words on them, kept as switches, so that no room is needed."""
