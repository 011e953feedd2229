"""Writes the words of the catalogue as enums. With --check it only says whether they are up to date."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Any

import govseg

TARGET = Path(__file__).parents[1] / "python" / "govseg" / "_words.py"

HEAD = '''\
"""The words of the field as enums whose members are strings.

Made from the catalogue by ``tools/words.py``: change the catalogue, not this file.
"""

from __future__ import annotations

from enum import Enum


class _Word(str, Enum):
    """A member of an enum, and the string that stands for it everywhere."""

    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, spec: str) -> str:
        return str.__format__(self, spec)
'''


def wrapped(text: str, indent: str) -> str:
    """Return a docstring within the line length: its first clause, and the rest below if it does not fit."""
    if len(text) + len(indent) + 6 <= 120:
        return f'{indent}"""{text}"""\n'
    lines = textwrap.wrap(text, 117 - len(indent), break_on_hyphens=False)
    return "\n".join([f'{indent}"""', *(f"{indent}{line}" for line in lines), f'{indent}"""\n'])


def enum(name: str, meaning: str, members: list[dict[str, Any]]) -> str:
    """Return one enum as source; a member is an entry with an id and what it means."""
    out = f"\n\nclass {name}(_Word):\n{wrapped(meaning, '    ')}\n"
    for member in members:
        out += f'    {member["id"].upper()} = "{member["id"]}"\n'
        out += wrapped(member.get("meaning") or member["definition"], "    ")
    aliases = [(alias, member["id"]) for member in members for alias in member.get("aliases", [])]
    if aliases:
        out += "\n    @classmethod\n    def _missing_(cls, value: object) -> _Word | None:\n"
        for alias, id in aliases:
            out += f'        if value == "{alias}":\n            return cls.{id.upper()}\n'
        out += "        return None\n"
    return out


def type_name(fact: str) -> str:
    """Return the name that the fact's type has in Rust too."""
    return "CustomerType" if fact == "customer" else "".join(word.capitalize() for word in fact.split("_"))


def source() -> str:
    """Return the whole module."""
    catalog = govseg.catalog()
    out = HEAD
    out += enum("Segment", "The kind of contact, in the order in which segments always stand.", catalog["segments"])
    out += enum("Fact", "What may be known about a contact, in the order in which facts are asked.", catalog["facts"])
    for fact in catalog["facts"]:
        out += enum(type_name(fact["id"]), fact["meaning"], fact["values"])
    return out


def main() -> int:
    """Write or check the file."""
    new = source()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(new, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == new:
        return 0
    print(f"{TARGET} is not what the catalogue says; run tools/words.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
