"""The site of this package in a browser that may reach nothing, with every request and every breach of the policy written down."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts.files import fill
from scripts.publish.site.build import files
from scripts.publish.site.view import read_view
from tests.conftest import ROOT
from tests.site.hostile import spoil

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), "")


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/site/" in item.path.as_posix():
            item.add_marker("site")


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """The built site, as a folder."""
    folder = tmp_path_factory.mktemp("site") / "site"
    fill(folder, folder, files(read_view(ROOT)))
    return folder


@pytest.fixture(scope="session")
def hostile_folder(small, tmp_path_factory) -> Path:
    """The site of a package whose cells attack its reader."""
    root = Path(shutil.copytree(small, tmp_path_factory.mktemp("spoiled") / "package"))
    spoil(root)
    folder = root / "dist/site"
    fill(folder, folder, files(read_view(root)))
    return folder


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "these tests need Debian's chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Log:
    """What the pages did: `requests` that left the folder, `faults` that the console told of."""

    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@pytest.fixture
def context(browser):
    context = browser.new_context(accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def log(context) -> Log:
    """The log of the context; a test ends well only where nothing stands in it."""
    log = Log()
    context.on("request", lambda request: log.requests.append(request.url) if _leaves(request.url) else None)
    context.on("console", lambda message: log.faults.append(message.text) if message.type in ("error", "warning") else None)
    context.on("weberror", lambda error: log.faults.append(str(error.error)))
    return log


def _leaves(address: str) -> bool:
    return not address.startswith(("file:", "blob:", "data:", "http://localhost"))


@pytest.fixture
def page(context, log):
    """A page; at its end nothing has left the folder and nothing has broken the policy."""
    page = context.new_page()
    page.on("dialog", lambda dialog: (log.faults.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    yield page
    assert log == Log()
