"""A small safe language for conditions, computed values and sort keys."""

from holdtrue.checks.contract.expression.functions import AGGREGATES, FUNCTIONS, Function
from holdtrue.checks.contract.expression.nodes import Node
from holdtrue.checks.contract.expression.parse import fields, parse
from holdtrue.checks.contract.expression.tokens import Token, quote, tokens

__all__ = ["AGGREGATES", "FUNCTIONS", "Function", "Node", "Token", "fields", "parse", "quote", "tokens"]
