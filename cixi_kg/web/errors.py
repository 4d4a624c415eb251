"""How a refusal looks to who asked: a page, JSON or a line of text, and always one sentence."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cixi_kg.web.limits import RefusedError
from cixi_kg.web.negotiate import best, language
from cixi_kg.web.render import Visit, page

_OFFERS = ("text/plain", "text/html", "application/json", "application/sparql-results+json")
_SENTENCES = {
    404: "there is no such page here; the start page is /",
    405: "this address is not to be asked in this way",
}


def refusal(request: Request, error: RefusedError) -> Response:
    """The response for a refusal."""
    headers = {"Connection": "close"} if error.status in (408, 413) else {}
    if error.retry:
        headers["Retry-After"] = str(error.retry)
    if error.allow:
        headers["Allow"] = error.allow
    return _response(request, error.status, str(error), headers)


def misrouted(request: Request, error: HTTPException) -> Response:
    """The response where the framework says no: an unknown address, or a method that an address does not know."""
    sentence = _SENTENCES.get(error.status_code) or HTTPStatus(error.status_code).phrase.lower()
    return _response(request, error.status_code, sentence, error.headers or {})


def unexpected(request: Request, error: Exception) -> Response:
    """The response where the fault is ours; what it is goes to the log and not to the client."""
    logging.getLogger("cixi_kg").error("%s %s", request.method, request.scope["path"], exc_info=error)
    return _response(request, 500, "the server failed at this request, by a fault of its own", {})


def _response(request: Request, status: int, sentence: str, headers: Mapping[str, str]) -> Response:
    media = best(request.headers.get("accept", ""), _OFFERS) or "text/plain"
    if media == "text/html":
        here = Visit(language(request.headers.get("accept-language", "")))
        content = page("error.html", here, status=status, sentence=sentence)
    elif media == "text/plain":
        content = sentence + "\n"
    else:
        media = "application/json"
        content = json.dumps({"status": status, "error": sentence}, ensure_ascii=False) + "\n"
    return Response(content, status, headers, media)
