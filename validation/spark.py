"""The check on Apache Spark: its parts go to the workers, and Great Expectations runs its suites, unchanged, on Spark frames.

What crosses sources (structure, bytes, conflicts, built files) is judged where the check was started, which holds the tables.
"""

import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from validation.checks.grounding.parts import Judged, judge_part, together
from validation.model.package import CannotRun, Package
from validation.model.parts import deal, split
from validation.problem import Problem

HERE = Path(__file__).parent.parent  # where the workers find this code: the same folder on every machine
SETTINGS = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR",
            "spark.sql.session.timeZone": "UTC"}  # fmt: skip


@dataclass(frozen=True)
class Spark:
    """An engine of `validation.run.validate` on a session of Spark."""

    session: object

    def judge_words(self, package: Package) -> Judged:
        """What the words come to, each part judged by a worker."""
        context = self.session.sparkContext
        parts = split(package, context.defaultParallelism)
        dealt = list(zip(deal(package, parts), parts, strict=True))
        return together(package, context.parallelize(dealt, len(dealt)).map(lambda pair: judge_part(*pair)).collect())

    def check_sense(self, package: Package, leave_out: Collection[str]) -> list[Problem]:
        """What the suites find in Spark frames."""
        if "sense" in leave_out:
            return []
        from validation.checks.sense.check import check  # slow to import

        return check(package, leave_out, self._batches)

    def _batches(self, context):
        asset = context.data_sources.add_spark("views").add_dataframe_asset("view")
        whole = asset.add_batch_definition_whole_dataframe("all")
        return lambda options: whole.get_batch({"dataframe": self.frame(options["dataframe"]).cache()})

    def frame(self, frame: pd.DataFrame):
        """A Spark frame of the same rows, with null for whatever pandas has as missing, and dates as days."""
        import pyarrow as pa

        return self.session.createDataFrame(pa.table({name: pa.array(_cells(frame[name])) for name in frame.columns}))


def _cells(column: pd.Series) -> list:
    is_day = pd.api.types.is_datetime64_any_dtype(column)
    return [None if pd.isna(cell) else cell.date() if is_day else cell for cell in column.tolist()]


def lacks() -> str:
    """What this machine lacks to run Spark, in one sentence; "" where it lacks nothing."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "PySpark is not installed; `nox -s spark` installs it"
    return "" if shutil.which("java") or os.environ.get("JAVA_HOME") else "Java is not installed, and Spark 4 needs version 17 or later"


@contextmanager
def engine(master: str) -> Iterator[Spark]:
    """An engine on a session of its own, which ends with it. `master` is an address of Spark, such as `local[2]`. Raises CannotRun."""
    if why := lacks():
        raise CannotRun(f"{why}; see docs/scale.md")
    from pyspark.sql import SparkSession

    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
    os.environ["PYTHONPATH"] = path  # of the workers of this machine
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master(master).appName("validation").config("spark.executorEnv.PYTHONPATH", path)
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.conf.set("spark.sql.shuffle.partitions", session.sparkContext.defaultParallelism)
    try:
        yield Spark(session)
    finally:
        session.stop()
