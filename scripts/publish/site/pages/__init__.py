"""A module a kind of page, each with `pages(view)`: pages, or pairs of a path and its bytes."""
