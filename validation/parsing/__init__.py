"""Reading words: numbers, dates, bounded quantities, cues and names in a text."""
