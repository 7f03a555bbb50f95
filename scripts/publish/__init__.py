"""Everything that is built and published: derived files, `formats` of the data, `metadata` of the descriptor, archive and release."""
