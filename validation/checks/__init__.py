"""The checks, each over what the ones before left sound; none imports another."""
