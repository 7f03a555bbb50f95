"""`python -m scripts figure S001 "100,417 refugees have entered Armenia" [...]`: codes any other number, from its words."""

from functools import partial

from scripts.curate import coding

TABLE = "figures"
register, run = partial(coding.register, table=TABLE), partial(coding.run, table=TABLE)
