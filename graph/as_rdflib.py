"""The store as rdflib sees it, for those who want rdflib: the engine answers, nothing is copied, nothing is written."""

from typing import TYPE_CHECKING

from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph

from ontology.errors import GraphError
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


class ReadOnlyStore(OxigraphStore):
    """oxrdflib's store over a finished generation; what would write raises GraphError."""

    def add_graph(self, graph: Graph) -> None:
        """Nothing: rdflib calls this for a graph that is only named to be read, as by Dataset.graph(iri)."""

    def add(self, *_: object, **__: object) -> None:
        """Refuses."""
        raise _refusal()

    def addN(self, *_: object, **__: object) -> None:  # noqa: N802  rdflib's name
        """Refuses."""
        raise _refusal()

    def remove(self, *_: object, **__: object) -> None:
        """Refuses."""
        raise _refusal()

    def remove_graph(self, *_: object, **__: object) -> None:
        """Refuses."""
        raise _refusal()

    def update(self, *_: object, **__: object) -> None:
        """Refuses."""
        raise _refusal()


def dataset(engine: "pyoxigraph.Store") -> Dataset:
    """A dataset over the engine, with the known prefixes bound; the default graph is the union of the named ones."""
    found = Dataset(store=ReadOnlyStore(store=engine))
    for prefix, address in PREFIXES.items():
        found.bind(prefix, address)
    return found


def _refusal() -> GraphError:
    return GraphError("this graph is for reading; copy it to change it: rdflib.Graph() + dataset.default_graph")
