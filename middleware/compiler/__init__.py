"""Compiles an instruction into a contract with a language model, and keeps only what stands in instruction and document."""

from holdtrue.middleware.compiler.cache import CompilationCache
from holdtrue.middleware.compiler.compilation import Ambiguity, Compilation
from holdtrue.middleware.compiler.compiler import Compiler, compile_question, read_compilation

__all__ = [
    "Ambiguity",
    "Compilation",
    "CompilationCache",
    "Compiler",
    "compile_question",
    "read_compilation",
]
