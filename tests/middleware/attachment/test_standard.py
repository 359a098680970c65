"""LangChain's standard tests of tools and retrievers, on guarded ones."""

from typing import Any, ClassVar

import pytest
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, StructuredTool, tool
from langchain_tests.integration_tests import RetrieversIntegrationTests, ToolsIntegrationTests
from langchain_tests.unit_tests import ToolsUnitTests
from typing_extensions import override

from holdtrue.middleware import guard_retriever, guard_tool

POLICIES: list[Any] = ["observe", "block", ["repair", "retry", "block"]]


@tool
def convert(amount: float, currency: str = "EUR") -> str:
    """Write an amount with its currency."""
    return f"{amount:.2f} {currency}"


@tool(response_format="content_and_artifact")
def weigh(parcel: str) -> tuple[str, dict[str, int]]:
    """Weigh a parcel."""
    return f"{parcel} weighs {len(parcel)} kg", {"kg": len(parcel)}


async def _look_up(number: int) -> str:
    """Look an invoice up."""
    return f"invoice {number}"


class _Guarded:
    """What all tests of tools share: which tool, with which arguments."""

    bare: ClassVar[BaseTool] = convert
    example: ClassVar[dict[str, Any]] = {"amount": 12.5, "currency": "CHF"}
    policy: ClassVar[Any] = "observe"

    @property
    def tool_constructor(self) -> BaseTool:
        # Their tests take a class or an instance; a guarded tool is made by a function.
        return guard_tool(self.bare, policy=self.policy, contract="compress")

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return self.example


class TestUnit(_Guarded, ToolsUnitTests):
    """A tool with two arguments."""


class TestIntegration(_Guarded, ToolsIntegrationTests):
    """The same, called."""


class TestArtifact(_Guarded, ToolsIntegrationTests):
    """A tool that returns an artifact beside its content."""

    bare = weigh
    example: ClassVar[dict[str, Any]] = {"parcel": "box 7"}


class TestBlocking(_Guarded, ToolsIntegrationTests):
    """A policy that could block."""

    policy: ClassVar[Any] = ["repair", "retry", "block"]


class _Asynchronous(_Guarded):
    bare = StructuredTool.from_function(
        func=lambda number: f"invoice {number}",
        coroutine=_look_up,
        name="look_up",
        description="Look an invoice up.",
    )
    example: ClassVar[dict[str, Any]] = {"number": 417}


class TestAsynchronousUnit(_Asynchronous, ToolsUnitTests):
    """A tool with a coroutine."""


class TestAsynchronous(_Asynchronous, ToolsIntegrationTests):
    """The same, called."""


class Shelf(BaseRetriever):
    """Finds as many documents as it is asked for."""

    k: int = 4

    @override
    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return [Document(f"{query} {n}", metadata={"n": n}) for n in range(k or self.k)]


def guarded_shelf(**options: Any) -> BaseRetriever:
    return guard_retriever(Shelf(**options), contract="compress")


class TestRetriever(RetrieversIntegrationTests):
    """A guarded retriever."""

    @property
    def retriever_constructor(self) -> Any:
        return guarded_shelf

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {}

    @property
    def retriever_query_example(self) -> str:
        return "salt roads"


@pytest.mark.parametrize("policy", POLICIES)
def test_what_they_test_is_guarded(policy: Any) -> None:
    told: list[Any] = []
    guarded = guard_tool(convert, policy=policy, contract="compress", on_record=told.append)
    assert guarded.invoke({"amount": 12.5, "currency": "CHF"}) == "12.50 CHF"
    assert len(told) == 1
