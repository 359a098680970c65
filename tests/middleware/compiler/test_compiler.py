"""Only what stands in the instruction and on the document becomes a clause; all else is ambiguous, never permitted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import Artifact, HandOff, InputError, check
from holdtrue.checks.document import Cell, Document, Record
from holdtrue.experiments.models.scripted import ScriptedChatModel
from holdtrue.middleware import Ledger, guard
from holdtrue.middleware.asking import Reply, Spending
from holdtrue.middleware.compiler import CompilationCache, Compiler, compile_question, read_compilation
from holdtrue.middleware.compiler.outline import _of, outline

TABLE = "id,name,net,state\n1,Ada,10.00,open\n2,Ben,20.50,paid\n3,Cleo,30.00,open\n"
NOTES = "# Plan\n\nThe fair opens on 3 May.\n\n## Staff\n\nAda Quist leads the team.\n"
BEFORE = Artifact({"pay.csv": TABLE})


def answer(
    *clauses: tuple[str, str], ambiguous: Sequence[tuple[str, str]] = (), nothing: Sequence[str] = ()
) -> str:
    return json.dumps(
        {
            "clauses": [{"quote": quote, "clause": clause} for quote, clause in clauses],
            "ambiguous": [{"quote": quote, "question": question} for quote, question in ambiguous],
            "nothing": list(nothing),
        }
    )


def compiled(instruction: str, text: str, before: Artifact = BEFORE) -> Any:
    return Compiler(ScriptedChatModel([text]))(instruction, before)


def test_a_grounded_clause_is_the_contract() -> None:
    instruction = "Reduce every net amount by 11%, to two decimals. Return only the table."
    text = answer(
        ("Reduce every net amount by 11%", 'scale(field="net", factor=0.89, digits=2)'),
        nothing=["Return only the table."],
    )
    compilation = compiled(instruction, text)
    assert compilation.complete
    assert compilation.contract.source == "compiled"
    right = TABLE.replace("10.00", "8.90").replace("20.50", "18.25").replace("30.00", "26.70")
    wrong = right.replace("18.25", "18.52")
    outcomes = [
        check(HandOff(BEFORE, Artifact({"pay.csv": text}), instruction, compilation.contract)).outcome
        for text in (right, wrong)
    ]
    assert outcomes == ["pass", "fail"]


@pytest.mark.parametrize(
    ("instruction", "clause", "why"),
    [
        ("Multiply the gross by 0.9.", 'scale(field="gross", factor=0.9)', "gross"),
        ("Multiply the net by 0.9.", 'scale(field="net", factor=0.8)', "0.8 is not in the instruction"),
        ("Keep the open ones.", "filter(where='state == \"closed\"')", "'closed' is neither"),
        ("Keep those above 15.", "filter(where='net > 25')", "25 is not in the instruction"),
        ("Rename Ada to Eve.", 'rename(names={"Adam": "Eve"})', "'Adam' stands nowhere"),
        ("Rename Ada to Eve.", 'rename(names={"Ada": "Evelyn"})', "'Evelyn' is not in the instruction"),
        ("Set the state of 1.", 'set(field="state", value="void", where="id == 1")', "'void' is not in the"),
        ("Add a line for Dan.", "insert(after='line \"Cleo\"', text=\"4,Dan,99.00,open\")", "99.00,open' is not in"),
        ("Add a remark.", "insert(after='line \"Cleo\"')", "does not say what"),
        ("Delete the notes.", "delete(at='section \"Notes\"')", "Notes"),
        ("Convert it.", 'convert(to="json")', "'json' is not in the instruction"),
        ("Translate it.", 'translate(to="German")', "'German' is not in the instruction"),
        ("Correct the numbers.", "allow(number)", "only a declared contract"),
        ("Sort it.", "sort(net)", "unknown clause"),
        ("Sort it.", "reorder(by=", "expected"),
        ("Sort it.", "", "expected"),
    ],
)  # fmt: skip
def test_a_clause_that_is_not_grounded_is_ambiguous(instruction: str, clause: str, why: str) -> None:
    compilation = compiled(instruction, answer((instruction, clause)))
    assert compilation.clauses == ()
    assert why in compilation.ambiguous[0].why
    assert not compilation.complete
    assert compilation.contract.source == "default"


def test_a_quote_that_the_instruction_does_not_hold_grounds_nothing() -> None:
    compilation = compiled("Sort by net.", answer(("Sort by name", 'reorder(by="name")')))
    assert compilation.clauses == ()
    assert [part.quote for part in compilation.ambiguous] == ["Sort by name", "Sort by net."]


def test_what_the_model_passes_over_is_ambiguous() -> None:
    compilation = compiled(
        "Sort by net. Then drop the paid ones.", answer(("Sort by net", 'reorder(by="net")'))
    )
    assert [part.quote for part in compilation.ambiguous] == ["Then drop the paid ones."]
    assert compilation.contract.source == "inferred"


def test_what_is_not_covered_by_half_a_contract_is_not_forbidden() -> None:
    instruction = "Sort by name, descending. Tidy up the rest."
    text = answer(
        ("Sort by name, descending", 'reorder(by="name", descending=true)'),
        ambiguous=[("Tidy up the rest", "How?")],
    )
    compilation = compiled(instruction, text)
    head, *rows = TABLE.splitlines(keepends=True)
    after = head + "".join(reversed(rows)).replace("20.50", "20.00")
    verdict = check(HandOff(BEFORE, Artifact({"pay.csv": after}), instruction, compilation.contract))
    assert verdict.outcome == "warn"
    assert any(
        "20.50" in f.message or "20.50" in (f.before.text if f.before else "") for f in verdict.findings
    )


@pytest.mark.parametrize(
    "text", ["", "No.", "{}", '{"clauses": 3, "nothing": {}}', '{"clauses": [1, {"quote": 2}]}']
)
def test_no_answer_is_no_contract(text: str) -> None:
    compilation = compiled("Sort by net.", text)
    assert compilation.contract.source == "default"
    assert compilation.trouble or compilation.ambiguous


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Sort by net", "net", "x", ""]),
            st.text(max_size=30)
            | st.sampled_from(["only(at='field net')", "allow(order)", "delete(fields=[net])"]),
        ),
        max_size=4,
    )
)
def test_no_answer_crashes_a_compilation(clauses: list[tuple[str, str]]) -> None:
    value = json.loads(answer(*clauses))
    compilation = read_compilation("Sort by net", BEFORE, Reply(value, Spending()))
    assert len(compilation.clauses) <= 2 * len(clauses)


def test_the_model_sees_the_outline_and_no_value() -> None:
    shown: list[str] = []

    def record(messages: Sequence[Any]) -> str:
        shown.append(messages[-1].text)
        return answer()

    before = Artifact({"pay.csv": TABLE, "plan.md": NOTES})
    Compiler(ScriptedChatModel(record))("Sort by net.", before)
    assert all(name in shown[0] for name in ("pay.csv", "plan.md", "id, name, net, state"))
    assert not any(value in shown[0] for value in ("Ben", "20.50", "Quist", "3 May"))


def test_headings_are_named_once_and_records_under_them_are_one_kind() -> None:
    cell = Cell("", "Staff", 3, 8)
    paragraphs = [Record("paragraph", (), 10, 20, path=f"Plan/{name}") for name in ("Staff", "Fees")]
    document = Document("plan.md", "## Staff", "markdown", (Record("heading", (cell,), 0, 8), *paragraphs))
    assert _of(document) == ["file plan.md (markdown)", "  paragraph", "  headings: Staff"]


def test_an_instruction_is_compiled_once_for_documents_of_one_outline(tmp_path: Path) -> None:
    instruction = "Rename Ada to Eve."
    text = answer((instruction, 'rename(names={"Ada": "Eve"})'))
    path = tmp_path / "cache" / "compiled.db"
    first = Compiler(ScriptedChatModel([text]), cache=path)
    assert first(instruction, BEFORE).complete
    assert first(instruction, BEFORE).spent.calls == 0
    again = Compiler(ScriptedChatModel([]), cache=path)
    other = Artifact({"pay.csv": TABLE.replace("Ada", "Ann")})
    assert again(instruction, BEFORE).complete
    assert outline(other) == outline(BEFORE)
    assert "'Ada' stands nowhere" in again(instruction, other).ambiguous[0].why  # grounded anew
    for changed in (
        ("Rename Ada to Eve!", BEFORE),
        (instruction, Artifact({"pay.csv": TABLE.replace("net", "sum")})),
    ):
        assert again(*changed).trouble  # the scripted model has no answer left


def test_another_model_is_another_question() -> None:
    assert compile_question("Sort.", BEFORE, "a").id != compile_question("Sort.", BEFORE, "b").id


def test_a_cache_that_cannot_serve_is_told_and_one_that_breaks_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database\n" * 100)
    for path in (tmp_path / "notes.txt", tmp_path, tmp_path / "notes.txt" / "cache.db"):
        with pytest.raises(InputError, match="cannot serve as a cache"):
            CompilationCache(path)
    cache = CompilationCache(tmp_path / "cache.db")
    cache.put("q", {"a": 1})
    assert cache.get("q") == {"a": 1}
    cache.path.write_bytes(b"x" * 5_000)
    assert cache.get("q") is None
    cache.put("q", {"a": 2})


def test_a_guard_takes_its_contract_from_a_compiler(ledger: Ledger) -> None:
    text = answer(("Sort by name, descending", 'reorder(by="name", descending=true)'))
    head, *rows = TABLE.splitlines(keepends=True)
    after = head + "".join(reversed(rows))
    for result in (after, after.replace("20.50", "25.00")):
        guard(
            lambda _, result=result: {"pay.csv": result},
            contract=Compiler(ScriptedChatModel([text])),
            instruction="Sort by name, descending",
            ledger=ledger,
            before=lambda given: given,
            after=lambda given: given,
        ).invoke({"pay.csv": TABLE})
    right, wrong = (stored.record for stored in ledger.records())
    assert (right.verdict.outcome, wrong.verdict.outcome) == ("pass", "fail")
    assert right.contract.source == "compiled"
    assert right.extra["compiled"]["complete"] is True


def test_a_compiler_that_fails_leaves_the_default_contract(ledger: Ledger) -> None:
    def fail(_: Any) -> str:
        raise ConnectionError("no route")

    guard(
        lambda text: text, contract=Compiler(ScriptedChatModel(fail)), instruction="Copy.", ledger=ledger
    ).invoke("a")
    [stored] = ledger.records()
    assert stored.record.contract.source == "default"
    assert "no route" in stored.record.extra["compiled"]["trouble"]
