"""Plausible mistakes, as data: what one is, how a cell or a row is changed, the kinds by scope, and a seeded sample of them."""
