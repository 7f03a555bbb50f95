"""Commands of the curator: add, find, explain and compare rows of the curated tables."""
