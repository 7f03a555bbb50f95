"""Grounding: every coded cell is read again in the words of its passages, or is declared as a reading."""
