"""Verbs that write: format, build, and the bench of the curator."""
