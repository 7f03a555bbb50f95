"""`python -m scripts claim S001 "at least 27 people were killed" ...`: codes a count of people harmed, from its words."""

from functools import partial

from scripts.curate import coding

TABLE = "casualty_claims"
register, run = partial(coding.register, table=TABLE), partial(coding.run, table=TABLE)
