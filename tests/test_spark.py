"""On Apache Spark a package is found to be what it is found to be here, line for line."""

from __future__ import annotations

import pytest

from tests import edits
from validation.checks.sense import VIEWS
from validation.model.package import CannotRun
from validation.run import validate
from validation.spark import engine, lacks

needs_spark = pytest.mark.skipif(bool(lacks()), reason=lacks())
JUDGED = ("claims", "attributions", "relations", "sources")  # views; the others would each cost another few seconds


@pytest.fixture(autouse=True)
def no_network():
    """Takes the place of the one for all tests: Spark and its Java speak to each other over the loopback."""


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_the_findings_are_those_of_this_machine(package):
    edits.make(edits.FAULTS, package)
    leave_out = [f"sense.{view}" for view in VIEWS if view not in JUDGED]
    here = validate(package, leave_out=leave_out)
    with engine("local[2]") as spark:
        there = validate(package, leave_out=leave_out, engine=spark)
    assert [str(p) for p in there] == [str(p) for p in here]
    assert {p.family for p in here} >= {"structure", "grounding", "sense"}


@pytest.mark.skipif(not lacks(), reason="Spark is there")
def test_without_spark_it_says_what_is_missing():
    with pytest.raises(CannotRun, match="is not installed.*docs/scale.md"), engine("local[2]"):
        pass
