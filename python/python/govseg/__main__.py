"""``python -m govseg``: one contact, or a table from file to file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import govseg
from govseg import GovsegError, Policy

# How files are read and written, by their ending.
FORMATS = (".csv", ".parquet", ".arrow", ".feather")


def parser() -> argparse.ArgumentParser:
    """Return what the command takes."""
    whole = argparse.ArgumentParser(
        prog="python -m govseg",
        description="What kind of contact a person, a firm or an agency has with government.",
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    decide = commands.add_parser("decide", help="decide one contact and explain it")
    decide.add_argument("facts", nargs="*", metavar="FACT=VALUE", help="what is known; several values with |")
    decide.add_argument("--policy", help="a policy's id or file")
    decide.add_argument("--lang", choices=["en", "es"], default="en", help="the language of the explanation")
    decide.add_argument("--json", action="store_true", help="the decision as canonical JSON")

    classify = commands.add_parser("classify", help="add what is decided to every row of a table")
    classify.add_argument("input", type=Path, help=f"a table: {', '.join(FORMATS)}")
    classify.add_argument("-o", "--output", type=Path, required=True, help="where it goes, by the same endings")
    classify.add_argument("--recipe", help="what the table's columns say: a recipe's id or file")
    classify.add_argument("--policy", help="a policy's id or file")
    classify.add_argument("--columns", help="the columns to add, separated by commas")
    classify.add_argument("--each", metavar="FACT", help="take a row once for each value of a fact")
    classify.add_argument("--prefix", default="", help="stands before the name of every added column")
    return whole


def decide(arguments: argparse.Namespace) -> None:
    """Print one decision."""
    given: dict[str, list[str]] = {}
    for argument in arguments.facts:
        fact, equals, values = argument.partition("=")
        if not equals:
            raise SystemExit(f"`{argument}` has no `=`; write facts as FACT=VALUE, for example customer=citizen")
        if fact in given:
            raise GovsegError(f"`{fact}` is given twice; give it once, with several values separated by |", fact=fact)
        given[fact] = values.replace(",", "|").split("|")
    policy = Policy.load(arguments.policy) if arguments.policy else Policy.default()
    decision = policy.decide(given)
    if arguments.json:
        print(decision.to_json())
    else:
        print(repr(decision), decision.explain(arguments.lang), sep="\n")


def read(path: Path) -> Any:
    """Return the file as a table or a stream of pyarrow."""
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.dataset

    match path.suffix:
        case ".csv":
            # Codes are texts, also where they look like numbers; an empty cell is nothing.
            with path.open("rb") as file:
                names = pa.csv.open_csv(file).schema.names
            options = pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[""], strings_can_be_null=True
            )
            return pa.csv.open_csv(path, convert_options=options)
        case ".parquet" | ".arrow" | ".feather":
            return pa.dataset.dataset(path, format=path.suffix[1:])
        case _:
            raise GovsegError(f"{path} must end in one of {', '.join(FORMATS)}", kind="unknown_format")


def write(table: Any, path: Path) -> int:
    """Write a stream to a file that appears only when it is complete; return how many rows it has."""
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet

    if path.suffix not in FORMATS:
        raise GovsegError(f"{path} must end in one of {', '.join(FORMATS)}", kind="unknown_format")
    # In CSV, several values of a cell are joined as they are read.
    flat = pa.schema(
        [field.with_type(pa.string()) if pa.types.is_list(field.type) else field for field in table.schema]
    )
    partial, rows = path.with_name(f".{path.name}.partial"), 0
    writers = {
        ".csv": lambda: pa.csv.CSVWriter(partial, flat),
        ".parquet": lambda: pa.parquet.ParquetWriter(partial, table.schema),
    }
    try:
        with writers.get(path.suffix, lambda: pa.ipc.new_file(partial, table.schema))() as writer:
            for batch in table:
                rows += batch.num_rows
                writer.write(_joined(batch, flat) if path.suffix == ".csv" else batch)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return rows


def _joined(batch: Any, schema: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    several = pa.list_(pa.string())
    columns = [
        pc.binary_join(column.cast(several), "|") if pa.types.is_list(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def classify(arguments: argparse.Namespace) -> None:
    """Classify a file."""
    stream = govseg.classify(
        read(arguments.input),
        recipe=arguments.recipe,
        policy=arguments.policy,
        columns=arguments.columns.split(",") if arguments.columns else None,
        each=arguments.each,
        prefix=arguments.prefix,
    )
    rows = write(stream, arguments.output)
    print(f"{rows:,} rows in {arguments.output}", file=sys.stderr)


def main(given: list[str] | None = None) -> int:
    """Run the command."""
    arguments = parser().parse_args(given)
    try:
        {"decide": decide, "classify": classify}[arguments.command](arguments)
    except (GovsegError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
