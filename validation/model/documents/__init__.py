"""The documents generated from the package: codebook, citation, the counted part of the README."""
