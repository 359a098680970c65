"""Program text as functions, classes, blocks, statements and comments."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue

PYTHON = '''"""Tide tables."""
import math

PORTS = {
    "Kivik": 2.5,  # metres
    "Ystad": 7.0,
}


class Gauge(Base):
    limit = 0.05

    def level(
        self,
        hour: int = 3,
    ) -> float:
        """Level in metres."""
        # mean of two
        if hour > 12:
            return f"{self.a} m" + r"\\d"
        return 1e-5
'''
SCRIPT = """// entry
import { tide } from "./tide.js";
const list = [
  { id: "007", depth: 2.5 },
  { id: "008", depth: 7 },
];
export async function load(id) {
  if (id === null) {
    return `none at ${id}`;
  } else {
    throw new Error('gone');
  }
}
describe("gauge", () => {
  it("reads", async () => {
    expect(await load("x"))
      .toBe(3);
  });
});
/* the
   end */
"""
C = """#define MAX 40
struct gauge {
    int id;   // number
};
static int read_gauge(const char *name, int n)
{
    if (n > MAX && name[0] == 'a') {
        return -1;
    }
    return 2 +
        n;
}
"""
GO = """package main

import (
	"fmt"
)

func (g *Gauge) Level(h int) float64 {
	i++
	return `raw\\n`
}
"""
RUST = """/// A gauge.
pub struct Gauge<'a> {
    name: &'a str,
}
impl<'a> Gauge<'a> {
    pub fn level(&self) -> f64 {
        0.5
    }
}
"""
TERRAFORM = """# state
resource "bucket" "logs" {
  name   = "${local.name}-logs" # x
  policy = <<EOT
{"a": 1}
EOT
  lifecycle {
    days = 30
  }
}
variable "ports" {
  default = [
    5001,
    5007,
  ]
}
"""
SHELL = """#!/bin/sh
deploy() {
  cat <<EOF > out.txt
hello 3
EOF
  rm -rf "/tmp/$1" # careful
}
"""
FILES = {
    "a.py": PYTHON, "a.js": SCRIPT, "a.c": C, "a.go": GO, "a.rs": RUST, "a.tf": TERRAFORM, "a.sh": SHELL
}  # fmt: skip
GRAMMAR = {"a.tf": ["EOT"], "a.sh": ["EOF"]}


def shape(document: Document) -> list[tuple[str, str, str]]:
    """Kind, path and the words of each record."""
    return [
        (record.kind, record.path, " ".join(cell.text for cell in record.cells))
        for record in document.records
    ]


@pytest.mark.parametrize("name", FILES)
def test_nothing_falls_between(name):
    document = read(name, FILES[name])
    assert document.trouble is None
    assert residue(document, GRAMMAR.get(name, ())) == []
    assert misplaced(document) == []


def test_python_nests_by_indentation():
    assert shape(read("a.py", PYTHON)) == [
        ("docstring", "", "Tide tables."),
        ("statement", "", "import math"),
        ("block", "", "PORTS ="),
        ("statement", "PORTS", "Kivik : 2.5"),
        ("comment", "PORTS", "metres"),
        ("statement", "PORTS", "Ystad : 7.0"),
        ("class", "", "class Gauge (Base):"),
        ("statement", "Gauge", "limit = 0.05"),
        ("function", "Gauge", "def level (\n        self,\n        hour: int = 3 ,\n    ) -> float:"),
        ("docstring", "Gauge/level", "Level in metres."),
        ("comment", "Gauge/level", "mean of two"),
        ("block", "Gauge/level", "if hour > 12 :"),
        ("statement", "Gauge/level", "return f {self.a} m + r \\d"),
        ("statement", "Gauge/level", "return 1e-5"),
    ]


def test_brackets_nest_too():
    assert shape(read("a.js", SCRIPT)) == [
        ("comment", "", "entry"),
        ("statement", "", "import { tide } from ./tide.js"),
        ("block", "", "const list ="),
        ("statement", "", "{ id: 007 , depth: 2.5 }"),
        ("statement", "", "{ id: 008 , depth: 7 }"),
        ("function", "", "export async function load (id)"),
        ("block", "load", "if (id === null)"),
        ("statement", "load", "return none at ${id}"),
        ("block", "load", "else"),
        ("statement", "load", "throw new Error( gone )"),
        ("block", "", "describe( gauge , () =>"),
        ("block", "", "it( reads , async () =>"),
        ("statement", "", "expect(await load( x ))\n      .toBe( 3 )"),
        ("comment", "", "the\n   end"),
    ]
    kinds = {
        name: [kind for kind, _, _ in shape(read(name, FILES[name]))] for name in ("a.c", "a.go", "a.rs")
    }
    assert kinds == {
        "a.c": ["statement", "class", "statement", "comment", "function", "block", "statement", "statement"],
        "a.go": ["statement", "block", "statement", "function", "statement", "statement"],
        "a.rs": ["comment", "class", "statement", "block", "function", "statement"],
    }


def test_a_labelled_block_is_part_of_the_path():
    assert shape(read("a.tf", TERRAFORM)) == [
        ("comment", "", "state"),
        ("block", "", "resource bucket logs"),
        ("statement", "resource bucket logs", "${local.name}-logs"),
        ("comment", "resource bucket logs", "x"),
        ("statement", "resource bucket logs", '<<EOT {"a": 1}\n'),
        ("block", "resource bucket logs", "lifecycle"),
        ("statement", "resource bucket logs/lifecycle", "30"),
        ("block", "", "variable ports"),
        ("block", "variable ports", "default ="),
        ("statement", "variable ports/default", "5001"),
        ("statement", "variable ports/default", "5007"),
    ]


def test_settings_are_cells_by_their_names():
    document = read("a.tf", TERRAFORM)
    assert [(cell.field, cell.text) for cell in document.records[2].cells] == [("name", "${local.name}-logs")]
    (days,) = document.records[6].cells
    assert (days.field, days.text, days.type) == ("days", "30", "number")
    assert TERRAFORM[days.name_start :].startswith("days = 30")


def test_literals_are_cells_of_their_own():
    document = read("a.py", 'x = call("a\\n", 0x1F, -2.5e-3)\n')
    assert [(cell.field, cell.text, cell.type) for cell in document.records[0].cells] == [
        ("code", "x = call(", "text"),
        ("string", "a\n", "text"),
        ("code", ",", "text"),
        ("number", "0x1F", "number"),
        ("code", ", -", "text"),
        ("number", "2.5e-3", "number"),
        ("code", ")", "text"),
    ]


def test_python_that_does_not_parse_is_trouble_and_read():
    document = read("a.py", PYTHON.replace("import math", "import ("))
    assert document.trouble is not None
    assert residue(document) == []


PIECES = [
    *"\n\n\n\r\t \ufeff:;,\"'`\\#(){}[]=-*/<>|&.07aZé",
    "    ", "def f(", "class A:", "if x", "function g() {", '"""', "//", "/*", "*/", "<<EOT\n", "EOT", "resource ", "=> {",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join) | st.text(max_size=200)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([*FILES, "a.rb", "a.lua"]))
def test_any_text_is_read_and_lies_where_it_says(text, name):
    document = read(name, text)
    assert misplaced(document) == []


HOSTILE = ["{\n" * 15_000, "(" * 60_000, "\\'" * 30_000, '"' * 60_001, "<<A\n" * 15_000, "a =\n" * 15_000, "\n" * 90_000,
           "/*" * 30_000, "${" * 30_000, "".join(" " * (level % 300) + "a\n# b\n" for level in range(600))]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["a.py", "a.js", "a.tf", "a.rb"])
def test_no_text_takes_long(name, text):
    began = time.perf_counter()
    read(name, text)
    assert time.perf_counter() - began < 8  # quadratic time would be minutes


@pytest.mark.parametrize("name", FILES)
def test_a_long_text_takes_less_than_seconds(name):
    text = FILES[name] * (250_000 // len(FILES[name]))
    began = time.perf_counter()
    document = read(name, text)
    assert time.perf_counter() - began < 5  # ten times what a free core needs
    assert len(document.records) > 4_000
