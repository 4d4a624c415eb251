"""Regional industrial policy documents as a knowledge graph with a sentence behind every fact.

In Python: `graph = cixi_kg.open()`, then `graph.query(…)`, `graph.explain(…)`, `graph.networkx()` (cixi_kg.opened).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cixi_kg.opened import Opened, Result
    from cixi_kg.opened import open_graph as open  # noqa: A004  cixi_kg.open() is meant to be read whole
    from ontology.errors import CallError, CixiError, GraphError, QueryError, SourceError

__version__ = "0.1.0"

__all__ = ["CallError", "CixiError", "GraphError", "Opened", "QueryError", "Result", "SourceError", "open"]


def __getattr__(name: str) -> object:
    """What is re-exported is imported when it is first used: `import cixi_kg` alone costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module("ontology.errors" if name.endswith("Error") else "cixi_kg.opened")
    return getattr(module, "open_graph" if name == "open" else name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
