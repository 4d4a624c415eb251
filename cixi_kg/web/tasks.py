"""The tasks that a worker knows, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from cixi_kg.web.served import Reply, Served, Sink
from cixi_kg.web.sparql_tasks import description, sparql

Task = Callable[[Served, Mapping[str, Any], Sink], Reply]

TASKS: dict[str, Task] = {
    "description": description,
    "sparql": sparql,
}
