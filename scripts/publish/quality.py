"""`python -m scripts data_docs`: the suites as a Great Expectations project of its own in dist/quality/, run, with its Data Docs.

The project holds the views as Parquet files and no path outside it, so that Great Expectations alone opens and runs it in its folder,
wherever that is: `great_expectations.get_context(mode="file").checkpoints.get("claims").run()`. Its files carry random ids and the time
of the run, so they are not among those that are the same on every build.
"""

import argparse
from collections.abc import Sequence
from contextlib import chdir
from importlib import import_module
from pathlib import Path

import great_expectations as gx
from great_expectations.checkpoint import UpdateDataDocsAction
from great_expectations.data_context.types.base import ProgressBarsConfig

from scripts.files import in_place_of
from validation.checks.sense import VIEWS
from validation.checks.sense.check import PLACE
from validation.checks.sense.suites import suite_of
from validation.model.package import CannotRun, Package
from validation.run import read

HOME = "dist/quality"
DOCS = "gx/uncommitted/data_docs/local_site/index.html"  # where Great Expectations puts the first page
ASKED = {"result_format": "COMPLETE", "unexpected_index_column_names": PLACE}


def write(package: Package, home: Path, say=print, views: Sequence[str] = VIEWS) -> list[str]:
    """Writes and runs the project of these views as the folder `home`; returns the views whose suite failed."""
    frames = {name: import_module(f"validation.checks.sense.{name}").frame(package) for name in views}
    failed = []
    with in_place_of(home) as new, chdir(new):
        folder = Path("views")  # Great Expectations writes the path as it is given
        folder.mkdir()
        context = gx.get_context(mode="file", project_root_dir=new)
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        source = context.data_sources.add_pandas_filesystem("views", base_directory=folder)
        for name, frame in frames.items():
            if frame.empty:
                continue
            frame.to_parquet(folder / f"{name}.parquet", index=False)
            batch = source.add_parquet_asset(name).add_batch_definition_path("all", path=f"{name}.parquet")
            suite = context.suites.add(gx.ExpectationSuite(name=name, expectations=suite_of(name)))
            definition = context.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=suite))
            actions = [UpdateDataDocsAction(name="data_docs")]
            checkpoint = gx.Checkpoint(name=name, validation_definitions=[definition], actions=actions, result_format=ASKED)
            success = context.checkpoints.add(checkpoint).run().success
            say(f"{name:<14} {len(suite.expectations):>3} expectations over {len(frame):>6} rows: {'met' if success else 'broken'}")
            failed += [] if success else [name]
    return failed


def run(options: argparse.Namespace) -> int:
    package = read(options.root)
    needed = {table for name in VIEWS for table in import_module(f"validation.checks.sense.{name}").NEEDS}
    if missing := sorted(needed - package.tables.keys()):
        raise CannotRun(f"{', '.join(missing)}: cannot be read as described; run `nox -s check` for the reasons")
    failed = write(package, (options.root / HOME).resolve())
    print(f"open {options.root / HOME / DOCS}")
    return 1 if failed else 0
