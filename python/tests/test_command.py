"""``python -m govseg``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from conftest import ROOT

import govseg

SLICE = ROOT / "tests" / "data" / "gc_service_inventory_2023_24_slice.csv"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "govseg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_decide() -> None:
    said = run("decide", "customer=citizen|business", "duty=audit", "--json")
    assert said.stdout == govseg.decide(customer=["citizen", "business"], duty="audit").to_json() + "\n"
    assert "Este contacto" in run("decide", "capacity=official", "--lang", "es").stdout


def test_bad_input_ends_with_one_and_says_why() -> None:
    for arguments, said in (
        (("decide", "customer=militry"), "did you mean `military`"),
        (("decide", "duty=audit", "duty=none"), "given twice"),
        (("decide", "customer="), "without a value"),
        (("classify", "there-is-none.csv", "-o", "out.csv"), "there-is-none.csv"),
        (("classify", SLICE, "-o", "out.xlsx"), "must end in"),
    ):
        ended = run(*arguments)
        assert (ended.returncode, ended.stdout) == (1, "")
        assert said in ended.stderr
        assert "Traceback" not in ended.stderr


def test_classify_from_file_to_file(tmp_path: Path) -> None:
    for name in ("out.csv", "out.parquet", "out.arrow"):
        out = tmp_path / name
        ended = run("classify", SLICE, "-o", out, "--recipe", "gc-service-inventory-2023")
        assert (ended.returncode, ended.stderr) == (0, f"146 rows in {out}\n")
    again = tmp_path / "again.parquet"
    assert (
        run("classify", tmp_path / "out.parquet", "-o", again, "--prefix", "x_", "--columns", "status").returncode == 0
    )
    parquet, csv = pa.parquet.read_table(tmp_path / "out.parquet"), pa.csv.read_csv(tmp_path / "out.csv")
    arrow = pa.ipc.open_file(tmp_path / "out.arrow").read_all()
    assert (
        parquet.column("status").to_pylist() == arrow.column("status").to_pylist() == csv.column("status").to_pylist()
    )
    assert csv.column("possible").to_pylist() == ["|".join(row) for row in arrow.column("possible").to_pylist()]
    assert arrow.column("service_id").to_pylist()[0] == "3595"


def test_nothing_is_left_of_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("capacity\nofficial\nprivat\n")
    ended = run("classify", bad, "-o", tmp_path / "out.csv")
    assert ended.returncode == 1
    assert "row 2, column `capacity`" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]
