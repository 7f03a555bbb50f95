"""`python -m scripts.publish.crate_cache FILE`: gives the RO-Crate validator the context it would fetch, so that it needs no network.

Runs in the validator's own environment; the context is the one that comes with the package rocrate.
"""

import json
import sys
from importlib.resources import files

from requests_cache import CachedRequest, CachedResponse, CachedSession


def fill(cache: str) -> str:
    """Puts the context into the cache file; returns its address."""
    context = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
    address = json.loads(context)["@id"]
    asked, headers = CachedRequest(method="GET", url=address), {"Content-Type": "application/ld+json"}
    answer = CachedResponse(url=address, request=asked, status_code=200, headers=headers, content=context)
    CachedSession(cache, backend="sqlite").cache.save_response(answer)
    return address


if __name__ == "__main__":
    print(fill(sys.argv[1]))
