"""Proof of the checks themselves: mutations of the tables, and the benchmark."""
