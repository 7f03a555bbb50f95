"""The tables computed from the curated ones, a module a table."""
