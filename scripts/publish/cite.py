"""`python -m scripts cite [ID] [--as apa|bibtex|ris|csl]`: how to cite the dataset, or one item and the page that prints it."""

import argparse

from scripts.publish.formats import citations
from validation.model.package import read_package

FORMS = {"apa": citations.apa, "bibtex": citations.bibtex, "ris": citations.ris, "csl": citations.csl}


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", default="", help="a claim, figure or statement, such as C0005; the whole dataset without one")
    parser.add_argument("--as", dest="form", choices=FORMS, help="one form only (default: each of them)")


def run(options: argparse.Namespace) -> None:
    package = read_package(options.root)
    entries = citations.item(package, options.id) if options.id else [citations.dataset(package.descriptor)]
    for form in [options.form] if options.form else FORMS:
        print(FORMS[form](entries).strip() + ("" if options.form else "\n"))
