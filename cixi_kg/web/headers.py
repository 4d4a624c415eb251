"""What every response says beside its content: who may read it, and what it may not do in a browser."""

from starlette.datastructures import Headers as Given
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cixi_kg.web.reconcile_read import ROOTS

_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# The editor is a program of others (YASGUI), which sets styles from its script and asks the endpoint.
_EDITOR = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The small page about a thing is made to be shown in the frame of another site (OpenRefine's, for one).
_FRAMED = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
_POLICIES = {"/editor": _EDITOR} | {f"{root}/preview": _FRAMED for root in ROOTS.values()}

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """Adds the headers, and answers a browser that asks whether it may ask (CORS)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICIES.get(scope["path"], _PAGES)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = "Link, Retry-After"
            await send(message)

        app = self._app
        if scope["method"] == "OPTIONS" and "access-control-request-method" in Given(scope=scope):
            app = Response(status_code=204, headers=_PREFLIGHT)
        await app(scope, receive, sending)
