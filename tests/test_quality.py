"""The Great Expectations project opens and runs by Great Expectations' own tools, without a line of this repository."""

from __future__ import annotations

import sys

from scripts.publish.quality import HOME, write
from tests.edits import put
from validation.model.package import read_package

ALONE = """
import great_expectations as gx
result = gx.get_context(mode="file").checkpoints.get("statements").run()
(run,) = result.run_results.values()
for found in run.results:
    if not found.success:
        print(found.expectation_config.meta["rule"], found.expectation_config.description, found.result["unexpected_index_list"])
"""


def test_the_project_runs_without_our_code(package, tmp_path, monkeypatch, capsys):
    put("statements", "T0002", mode="conditional", act="condition", addressee_id="peoples-dispatch")(package)
    assert write(read_package(package), package / HOME, say=lambda line: None, views=["statements"]) == ["statements"]
    moved = (package / HOME).rename(tmp_path / "elsewhere")
    assert (moved / "gx/uncommitted/data_docs/local_site/index.html").is_file()
    assert not [path for path in moved.rglob("*") if path.is_file() and str(tmp_path).encode() in path.read_bytes()]
    monkeypatch.undo()  # what tests change of Great Expectations to save time
    for name in [name for name in sys.modules if name.partition(".")[0] in ("validation", "scripts")]:
        monkeypatch.setitem(sys.modules, name, None)  # whatever asks for our code falls over
    monkeypatch.chdir(moved)
    exec(ALONE, {})
    alone = capsys.readouterr().out
    assert alone.startswith("sense.statements.self_addressed No speaker is coded as addressing itself.")
    assert "'_file': 'data/statements.csv'" in alone and "'_id': 'T0002'" in alone
