"""What can go wrong, named by who is at fault.

Every message is one sentence that says what is wrong, where, and what would be right.
"""


class CixiError(Exception):
    """The root of all errors this project raises on purpose; exit status 1 at the command line."""


class SourceError(CixiError):
    """A document, table, manifest or dataset cannot be used as it is."""


class GraphError(CixiError):
    """The store or the graph in it cannot be used as it is."""


class QueryError(CixiError):
    """A query, or its answer, is at fault."""


class CallError(CixiError):
    """The call is at fault: an unknown name, a missing or wrong argument; exit status 2."""
