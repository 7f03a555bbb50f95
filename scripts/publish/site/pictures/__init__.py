"""The geometry of the pictures as plain numbers; the templates draw them."""
