"""`python -m scripts.publish.crate_cache FILE`: gives the RO-Crate validator the context it would fetch, so that it needs no network.

Runs in the validator's own environment; the context is the one that comes with the package rocrate.
"""

import io
import json
import sys
from importlib.resources import files

from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse


class Shipped(HTTPAdapter):
    """Answers every request with the shipped context."""

    def __init__(self, context: bytes) -> None:
        super().__init__()
        self.context = context

    def send(self, request, **options):
        headers = {"Content-Type": "application/ld+json"}
        return self.build_response(request, HTTPResponse(io.BytesIO(self.context), headers, status=200, preload_content=False))


def fill(cache: str) -> str:
    """Puts the context into the cache file; returns its address."""
    context = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
    address = json.loads(context)["@id"]
    session = CachedSession(cache_name=cache, backend="sqlite", expire_after=-1)
    session.mount(address, Shipped(context))
    session.get(address).raise_for_status()
    return address


if __name__ == "__main__":
    print(fill(sys.argv[1]))
