"""Runs the notebooks and checks that they still say what they say. With --write what they say now is kept.

Outputs are compared as text; pictures and tables in HTML are kept, but not compared.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def said(cell: Any) -> list[str]:
    """What a cell prints or shows, as text."""
    return [
        output["text"]
        if output["output_type"] == "stream"
        else output.get("data", {}).get("text/plain", output["output_type"])
        for output in cell.get("outputs", [])
    ]


def run(path: Path, *, write: bool) -> list[str]:
    """Run a notebook; return what is no longer as it was."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    before = [said(cell) for cell in notebook.cells]
    resources = {"metadata": {"path": path.parent}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources, coalesce_streams=True).execute()
    changed = [
        f"{path.name}, cell {place}: said\n{was}\nand now says\n{now}"
        for place, (was, now) in enumerate(zip(before, map(said, notebook.cells), strict=True), 1)
        if was != now
    ]
    if write:
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
        notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
    return changed


def main() -> int:
    """Run all notebooks."""
    write = "--write" in sys.argv[1:]
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    changed = [change for path in paths for change in run(path, write=write)]
    if write:
        return 0
    print(*changed, sep="\n\n", file=sys.stderr)
    print(f"{len(paths)} notebooks run, {len(changed)} cells say something else")
    return 1 if changed or not paths else 0


if __name__ == "__main__":
    raise SystemExit(main())
