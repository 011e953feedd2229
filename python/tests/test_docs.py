"""The examples of every docstring run, also of what is written in Rust."""

from __future__ import annotations

import doctest
import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT

import govseg
import govseg.duckdb
import govseg.plot
import govseg.polars
import govseg.spark
import govseg.tiers


def documented() -> Iterator[tuple[str, Any]]:
    """Every public thing, and every public member of a class."""
    yield "govseg", govseg
    for name in sorted(set(govseg.__all__) - {"__version__"}):
        thing = getattr(govseg, name)
        yield f"govseg.{name}", thing
        if inspect.isclass(thing):
            for key, member in vars(thing).items():
                if not key.startswith("_") and not key.isupper():
                    yield f"govseg.{name}.{key}", member
    for module in (govseg.duckdb, govseg.plot, govseg.polars, govseg.spark, govseg.tiers):
        public = getattr(module, "__all__", None)
        for name, thing in vars(module).items():
            own = name in public if public else getattr(thing, "__module__", "") == module.__name__
            if inspect.isfunction(thing) and own and not name.startswith("_"):
                yield f"{module.__name__}.{name}", thing


THINGS = dict(documented())


@pytest.mark.parametrize("name", [name for name in THINGS if not isinstance(THINGS[name], str)])
def test_is_documented_and_its_examples_run(name: str) -> None:
    thing = THINGS[name]
    text = getattr(thing, "__doc__", None)
    if not text and not callable(thing) and not isinstance(thing, property):
        return
    assert text, f"{name} has no docstring"
    example = doctest.DocTestParser().get_doctest(inspect.cleandoc(text), {}, name, None, None)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE, verbose=False)
    report: list[str] = []
    runner.run(example, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


def test_the_examples_of_the_readme_run() -> None:
    path = ROOT / "python" / "README.md"
    result = doctest.testfile(str(path), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0
    assert result.attempted >= 5
