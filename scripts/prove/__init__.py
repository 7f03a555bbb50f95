"""Proof of the checks themselves: mutations of the tables, large packages, and the benchmark."""
