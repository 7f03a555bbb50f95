"""Reads the package and judges it; writes nothing.

The stages run in this order, each over what the one before left sound: hygiene (bytes), structure (types, keys and codes,
by frictionless), expectations (sense, by Great Expectations), grounding (words), and staleness (what the build owes).
"""
