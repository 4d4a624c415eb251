"""The addresses of the reconciliation service, in the server's own process: 0.2 at /reconcile, 1.0 below it.

Nothing is read here but which task is meant; what a client sent is understood by the worker that answers.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cixi_kg.web import sparql_request
from cixi_kg.web.limits import RefusedError
from cixi_kg.web.reconcile_read import NEW, OLD, ROOTS

Given = dict[str, Any]
Endpoint = Callable[[Request], Awaitable[Response]]

_JSON = "application/json"


class Front(Protocol):
    """What the routes need of the server's front."""

    def given(self, request: Request) -> Given:
        """What every task may need of a request."""

    async def body(self, request: Request) -> bytes:
        """The body of a request, within the limits."""

    async def looked_up(self, request: Request, task: str, given: Given) -> Response:
        """The response of a task of the workers for pages."""

    async def worked_out(self, request: Request, task: str, given: Given) -> Response:
        """The response of a task of the workers for queries."""


def routes(front: Front, most: int) -> list[Route]:
    """The routes of both versions; most: how many parameters a form may have."""
    found = [Route(ROOTS[OLD], _old(front, most), methods=["GET", "POST"])]
    found.append(Route(ROOTS[NEW], _task(front, "reconcile_manifest", NEW), methods=["GET"]))
    found += [Route(f"{ROOTS[NEW]}{path}", _posted(front, "reconcile_match"), methods=["POST"]) for path in _MATCH]
    found.append(Route(f"{ROOTS[NEW]}/extend", _posted(front, "reconcile_extend"), methods=["POST"]))
    for version, root in ROOTS.items():
        found += [Route(root + path, _task(front, task, version), methods=["GET"]) for path, task in _SHARED.items()]
    found.append(Route(f"{ROOTS[OLD]}/flyout/{{kind}}", _task(front, "reconcile_flyout", OLD), methods=["GET"]))
    return found


def _task(front: Front, task: str, version: str) -> Endpoint:
    """An endpoint that needs nothing but its address."""

    async def endpoint(request: Request) -> Response:
        given = front.given(request) | {"version": version}
        kind = request.path_params.get("kind")
        if kind is not None and kind not in _KINDS:
            raise RefusedError(404, f"there is nothing to suggest of {kind[:20]!r}; there are {', '.join(_KINDS)}")
        return await front.looked_up(request, task, given | ({"kind": kind} if kind else {}))

    return endpoint


def _old(front: Front, most: int) -> Endpoint:
    """The one address of 0.2: the manifest, and what `queries`, `query` or `extend` asks, in address or form."""

    async def endpoint(request: Request) -> Response:
        given = front.given(request) | {"version": OLD}
        asked = dict(given["query"])
        if request.method == "POST":
            _check(request, sparql_request.FORM)
            asked |= dict(sparql_request.pairs(_text(await front.body(request)), most))
        for name, (task, key) in _ASKED.items():
            if name in asked:
                return await front.worked_out(request, task, given | {key: asked[name]})
        if request.method == "POST":
            raise RefusedError(400, "the form has neither queries nor extend")
        return await front.looked_up(request, "reconcile_manifest", given)

    return endpoint


def _posted(front: Front, task: str) -> Endpoint:
    """An endpoint of 1.0 that takes JSON."""

    async def endpoint(request: Request) -> Response:
        _check(request, _JSON)
        given = front.given(request) | {"version": NEW, "text": _text(await front.body(request))}
        return await front.worked_out(request, task, given)

    return endpoint


def _check(request: Request, wanted: str) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != wanted:
        raise RefusedError(415, f"this is posted as {wanted}, not as {kind[:60] or 'something untyped'}")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(
            400, f"the body is not encoded in UTF-8: its byte {error.start + 1} cannot be read"
        ) from None


_KINDS = ("entity", "property", "type")
_MATCH = ("/match", "/reconcile")  # the draft's name, and the one it had before
_ASKED = {
    "queries": ("reconcile_match", "text"),
    "query": ("reconcile_match", "single"),
    "extend": ("reconcile_extend", "text"),
}
_SHARED = {
    "/suggest/{kind}": "reconcile_suggest",
    "/preview": "reconcile_preview",
    "/extend/propose": "reconcile_propose",
}
