"""The codebook as one HTML page that needs nothing from outside it: CODEBOOK.md, rendered."""

from html import escape

import marko

from validation.model.documents.codebook import codebook
from validation.model.package import Package

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;display:block;overflow-x:auto;margin:1rem 0}
th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#eee}td{min-width:4rem;max-width:32rem;overflow-wrap:anywhere}td:nth-child(4){min-width:18rem}"""
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Codebook: {title}</title>
<style>{style}</style></head><body><main>
{body}</main></body></html>
"""


def render(package: Package) -> dict[str, bytes]:
    """One file."""
    body = marko.Markdown(extensions=["gfm"]).convert(codebook(package)).replace("<th>", '<th scope="col">')
    return {"codebook.html": PAGE.format(title=escape(package.descriptor["title"]), style=STYLE, body=body).encode()}
