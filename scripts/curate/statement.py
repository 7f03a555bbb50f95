"""`python -m scripts statement S001 "Armenia denied" "having troops in the region" [...]`: codes what somebody said, from its words."""

from functools import partial

from scripts.curate import coding

TABLE = "statements"
register, run = partial(coding.register, table=TABLE), partial(coding.run, table=TABLE)
