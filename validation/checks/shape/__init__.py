"""The shape of the tables: files, headers, types, keys, foreign keys and codes, as datapackage.json gives them."""
