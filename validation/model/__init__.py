"""What the package says: descriptor, tables, items, texts, names, and everything computed from them. No judgement, no writing."""
