"""`import govseg` loads nothing that deciding a contact does not need."""

from __future__ import annotations

import json
import subprocess
import sys

# What is slow to load, or not there for everybody.
LATER = [
    "enum",
    "dataclasses",
    "typing",
    "json",
    "re",
    "inspect",
    "pyarrow",
    "pandas",
    "polars",
    "numpy",
    "altair",
    "pyspark",
]


def loaded(code: str) -> set[str]:
    """The modules that some code loads."""
    code = f"before = set(sys.modules); {code}; print(*sorted(set(sys.modules) - before))"
    # Without the site module, which loads what happens to be installed.
    path = json.dumps(sys.path)
    run = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {path}; {code}"]
    return set(subprocess.run(run, check=True, capture_output=True, text=True).stdout.split())


def test_import_is_light() -> None:
    modules = loaded("import govseg; govseg.decide(duty='audit').rule")
    assert "govseg._govseg" in modules
    assert not modules & set(LATER)
    assert "govseg._words" not in modules


def test_the_rest_comes_when_it_is_asked_for() -> None:
    assert "govseg._words" in loaded("import govseg; govseg.Segment")
    assert "govseg._words" in loaded("import govseg; govseg.decide(capacity='official').segment")
