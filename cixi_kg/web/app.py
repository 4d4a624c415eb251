"""The front: which address leads to which task, and how answers and refusals go back over HTTP.

It runs no query and opens no store: what takes time or may fail happens in the workers.
"""

import asyncio
import contextlib
import hashlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from cixi_kg import __version__
from cixi_kg.web import errors, reconcile_routes, sparql_request
from cixi_kg.web.formats import FORMATS, GRAPH, choose
from cixi_kg.web.headers import Headers
from cixi_kg.web.kept import SMALL, Kept
from cixi_kg.web.limits import Limits, RefusedError
from cixi_kg.web.negotiate import LANGUAGES, language
from cixi_kg.web.pool import Answer, Pool, generation
from cixi_kg.web.render import PAGES
from ontology import iris

_COOKIE = "lang"
_HOST = re.compile(r"[A-Za-z0-9.-]{1,255}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")
_SUFFIXES = {format.suffix: name for name, format in FORMATS.items()}

Given = dict[str, Any]


def create_app(store_folder: Path, limits: Limits) -> Starlette:
    """The application over the newest finished generation of a store."""
    front = _Front(store_folder, limits)
    get = partial(Route, methods=["GET"])
    routes = [
        *(get(path, front.page(task)) for path, task in _PAGES.items()),
        get("/queries/{name}", front.saved),
        get("/ontology", front.ontology),
        get("/ontology/{version}", front.ontology),
        *(get(f"/{room}/{{rest:path}}", front.thing) for room in ("id", "vocab", "graph")),
        *(Route(path, front.sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")),
        *reconcile_routes.routes(front, limits.parameters),
        Mount("/static", StaticFiles(directory=PAGES / "static")),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Headers)],
        exception_handlers={
            RefusedError: errors.refusal,  # type: ignore[dict-item]
            HTTPException: errors.misrouted,  # type: ignore[dict-item]
            Exception: errors.unexpected,
        },
        lifespan=front.lifespan,
    )
    app.router.redirect_slashes = False
    return app


class _Front:
    """The endpoints, and the two pools that answer them: pages never wait behind somebody's query."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits, self._kept = folder, limits, Kept(limits.kept)
        share = max(limits.query_workers - 1, 1)
        self._queries = Pool(folder, limits, limits.query_workers, share, background=True)
        self._pages = Pool(folder, limits, limits.page_workers, limits.page_workers)

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Starts the workers with the server, and ends them with it."""
        async with contextlib.AsyncExitStack() as stack:
            for pool in (self._pages, self._queries):
                stack.push_async_callback(pool.stop)
                await pool.start()
            yield

    def page(self, task: str) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint that needs nothing but its query."""

        async def endpoint(request: Request) -> Response:
            return await self._answer(request, self._pages, task, self.given(request))

        return endpoint

    async def thing(self, request: Request) -> Response:
        """A thing at the path of its IRI; a suffix names a format."""
        path, _, suffix = request.path_params["rest"].rpartition(".")
        room = request.scope["path"].split("/", 2)[1]
        given = self.given(request)
        if path and suffix in _SUFFIXES:
            given["format"] = _SUFFIXES[suffix]
        else:
            path = request.path_params["rest"]
        given["iri"] = f"{iris.BASE}{room}/{path}"
        return await self._answer(request, self._pages, "graph" if room == "graph" else "thing", given)

    async def looked_up(self, request: Request, task: str, given: Given) -> Response:
        """The response of a task of the workers for pages."""
        return await self._answer(request, self._pages, task, given)

    async def worked_out(self, request: Request, task: str, given: Given) -> Response:
        """The response of a task of the workers for queries."""
        return await self._answer(request, self._queries, task, given)

    async def ontology(self, request: Request) -> Response:
        """The ontology; its version IRI leads to it too."""
        return await self._answer(request, self._pages, "ontology", self.given(request))

    async def saved(self, request: Request) -> Response:
        """A saved query: its form and its answer, or its answer alone."""
        name, _, suffix = request.path_params["name"].partition(".")
        given = self.given(request)
        if suffix and suffix not in _SUFFIXES:
            raise RefusedError(404, f"there is no format {suffix[:20]!r}; there are {', '.join(_SUFFIXES)}")
        given |= {"name": name, "format": suffix or given["format"]}
        return await self._answer(request, self._queries, "saved", given)

    async def sparql(self, request: Request) -> Response:
        """The SPARQL Protocol; without a query the description of the service, and the editor for a browser."""
        given = self.given(request)
        media = request.headers.get("content-type", "") if request.method == "POST" else None
        body = await self.body(request) if media is not None else b""
        asked = sparql_request.asked(given["query"], media, body, self._limits.parameters)
        if asked:
            given |= {"text": asked.query, "default": asked.default, "named": asked.named, "format": asked.format}
            return await self._answer(request, self._queries, "sparql", given)
        if media is not None:
            raise RefusedError(400, "the request has no query; post one as query=… or as application/sparql-query")
        if choose(GRAPH, given["accept"], given["format"])[0] == "html":
            return RedirectResponse("/editor", 303)
        return await self._answer(request, self._pages, "description", given)

    def given(self, request: Request) -> Given:
        """What every task may need of a request."""
        query = sparql_request.pairs(request.scope["query_string"].decode("latin-1"), self._limits.parameters)
        asked = dict(query)
        host = request.headers.get("host", "")
        if not _HOST.fullmatch(host):
            host = ":".join(map(str, request.scope["server"]))
        return {
            "language": _language(request, asked.get("lang", "")),
            "path": request.scope["path"],
            "query": query,
            "accept": request.headers.get("accept", ""),
            "format": asked.get("format", ""),
            "base": f"{request.scope['scheme']}://{host}",
        }

    async def body(self, request: Request) -> bytes:
        """The body of a request; RefusedError where it is too large, or too slow."""
        most = self._limits.body
        too_large = RefusedError(413, f"the request is larger than {most >> 10} KiB")
        if int(request.headers.get("content-length", "0")) > most:
            raise too_large
        found = bytearray()
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                async for piece in request.stream():
                    found += piece
                    if len(found) > most:
                        raise too_large
        except TimeoutError:
            raise RefusedError(
                408, f"the request did not arrive within {self._limits.body_seconds:g} seconds"
            ) from None
        return bytes(found)

    async def _answer(self, request: Request, pool: Pool, task: str, given: Given) -> Response:
        """The response of a task, or that the client has it already."""
        tag = _tag(generation(self._folder), task, given)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language, Cookie"}
        if request.method == "GET" and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        client = request.client.host if request.client else ""
        response = await self._response(request, tag, pool.run(client, task, given), headers)
        chosen = dict(given["query"]).get("lang")
        if chosen in LANGUAGES:
            response.set_cookie(_COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="lax")
        return response

    async def _response(
        self, request: Request, tag: str, work: Coroutine[Any, Any, Answer], headers: dict[str, str]
    ) -> Response:
        """The answer that is kept, else that of the work, which is kept if it is small."""
        whole = self._kept.get(tag)
        if whole is None:
            answer = await _unless_gone(request, work)
            if answer.size >= SMALL:
                return _Streamed(answer, {**headers, **answer.headers, "Content-Length": str(answer.size)})
            whole = self._kept.put(tag, answer)
        else:
            work.close()
        sent = {name: value for name, value in headers.items() if name != "ETag" or whole.status == 200}
        return Response(whole.content, whole.status, {**sent, **whole.headers}, whole.media)


def _language(request: Request, asked: str) -> str:
    for wanted in (asked, request.cookies.get(_COOKIE, "")):
        if wanted in LANGUAGES:
            return wanted
    return language(request.headers.get("accept-language", ""))


def _tag(path: Path, task: str, given: Given) -> str:
    """An answer's ETag: answers are a function of the request and of the generation that answers it."""
    made = (path.parent / "current").stat().st_mtime_ns
    words = json.dumps([__version__, path.name, made, task, given], sort_keys=True)
    return f'"{hashlib.sha256(words.encode()).hexdigest()[:24]}"'


class _Streamed(StreamingResponse):
    """A long answer, whose file is closed however the client takes it."""

    def __init__(self, answer: Answer, headers: dict[str, str]) -> None:
        super().__init__(answer.pieces(), answer.status, headers, answer.media)
        self._file = answer.body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()


async def _unless_gone(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """The result of the work, which is broken off when the client goes away."""
    tasks = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[0].done():
            return tasks[0].result()
        raise ClientDisconnect
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


# Pages that need nothing but their query, by address; the task of each is in cixi_kg.web.tasks.
_PAGES = {
    "/": "home",
    "/search": "search",
    "/documents": "documents",
    "/queries": "queries",
    "/queries.json": "queries",
    "/openapi.json": "openapi",
    "/api": "api",
    "/editor": "editor",
    "/context.jsonld": "context",
    "/dataset": "dataset",
}
