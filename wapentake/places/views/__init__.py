"""Views of the places room, in the order of its addresses."""
