"""The experiment end to end on models of known skill, and its tools."""

import polars as pl
import pytest

from holdtrue.checks.optimization import certify
from holdtrue.experiments.models import ScriptedChatModel
from holdtrue.experiments.optimization import generate
from holdtrue.experiments.optimization.ceiling import CEILING, claims, templates
from holdtrue.experiments.optimization.ceiling.scripted import CONTROL, SCRIPTED, SOLVING, TEMPLATE
from holdtrue.experiments.optimization.ceiling.strategies import STRATEGIES, Budget, answer
from holdtrue.experiments.optimization.ceiling.tools import as_lp, calculated, solved
from holdtrue.experiments.sweep import Scope, sweep


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    only = {
        "model": frozenset({"null", *SCRIPTED}),
        "kind": frozenset({"lp", "knapsack"}),
        "draw": frozenset(map(str, range(5))),
    }
    return sweep("ceiling", Scope(only=only, seeds=1), tmp_path_factory.mktemp("ceiling"))


def share(table: pl.DataFrame, model: str, strategy: str | None = None, column: str = "optimal") -> float:
    part = table.filter(pl.col("model") == model)
    if strategy:
        part = part.filter(pl.col("strategy") == strategy)
    return float(part[column].cast(pl.Float64).mean())  # type: ignore[arg-type]


def test_every_answer_that_solves_nothing_is_seen_as_that(table: pl.DataFrame) -> None:
    nulls = table.filter(pl.col("model") == "null")
    # A guess among few choices may hit the optimum; the others were chosen not to.
    chosen = nulls.filter(pl.col("strategy") != "in-bounds guess")

    assert nulls["parsed"].all()
    assert not chosen["optimal"].any()
    assert "certified" not in chosen["conclusion"].to_list()
    assert nulls["optimal"].mean() < 0.1


def test_the_solving_model_is_certified_with_its_tool_and_only_then(table: pl.DataFrame) -> None:
    by_tool = table.filter(pl.col("model") == SOLVING, pl.col("strategy") == "solver")

    assert by_tool["conclusion"].unique().to_list() == ["certified"]
    assert by_tool["calls"].unique().to_list() == [2]
    assert share(table, SOLVING, "monolithic") == 0.0


def test_the_templating_model_is_caught(table: pl.DataFrame) -> None:
    assert share(table, TEMPLATE) == 0.0
    assert [line.split(": ")[0] for line in templates(table)] == [TEMPLATE]


def test_strategies_are_asked_about_the_same_instances_within_the_same_budget(table: pl.DataFrame) -> None:
    asked = table.filter(pl.col("model") == CONTROL)
    instances = asked.group_by("strategy").agg(pl.struct("kind", "size", "draw").n_unique())

    assert set(instances["strategy"]) == set(STRATEGIES)
    assert instances["kind"].n_unique() == 1
    assert asked["calls"].max() <= Budget.of(generate("lp", 3, 0).problem).calls


def test_the_summary_can_be_printed_and_claims_no_plateau_of_so_few(table: pl.DataFrame) -> None:
    assert CEILING.summary(table)
    assert "plateau" not in {claim.word for claim in claims(table)}


@pytest.mark.parametrize("kind", ["lp", "milp", "knapsack", "transport", "portfolio", "dc power flow"])
def test_a_problem_written_for_the_solver_has_its_optimum(kind: str) -> None:
    instance = generate(kind, 9 if "power" in kind else 4, 1)
    constant = instance.problem.objective.constant  # which the format has no place for

    told = solved(f"Here it is:\n```lp\n{as_lp(instance.problem)[0]}\n```")

    assert told is not None
    reached = float(told.split("optimum is ")[1].split(" at")[0])
    assert reached + constant == pytest.approx(certify(instance.problem).objective, rel=1e-5)


def test_the_calculator_computes_and_nothing_else() -> None:
    assert calculated("first\nCALC(3*12+4.5)\nCALC(1/0)\nCALC(__import__('os').getcwd())") == (
        "3*12+4.5 = 40.5\n1/0 = error (ZeroDivisionError)\n__import__('os').getcwd() = error (ValueError)"
    )
    assert calculated("no call") is None
    assert "error" in str(calculated("CALC(9**9**9)"))


def test_the_solver_tells_what_is_wrong_with_a_model() -> None:
    assert "no point satisfies" in str(
        solved("```lp\nMinimize\n a: x\nSubject To\n c: x >= 2\nBounds\n x <= 1\nEnd\n```")
    )
    assert "The solver reports" in str(solved("```lp\nnonsense ((\n```"))
    assert solved("no block") is None


def test_a_model_that_never_ends_is_stopped_by_the_budget() -> None:
    problem = generate("lp", 3, 0).problem
    endless = ScriptedChatModel(lambda _: "CALC(1+1)")

    text, talk = answer("calculator", endless, problem)

    assert talk.calls == Budget.of(problem).calls
    assert text == "CALC(1+1)"
