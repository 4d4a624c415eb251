"""The text of a query, as far as it has to be understood before an engine sees it: by its tokens only.

>>> with_prefixes("SELECT ?c WHERE { ?c a ck:Company }")
'PREFIX ck: <https://w3id.org/cixi-kg/ontology#> SELECT ?c WHERE { ?c a ck:Company }'
"""

import re
from collections.abc import Callable, Iterator

from graph.answers import Answer
from ontology.errors import QueryError
from ontology.terms import PREFIXES

Ask = Callable[[str], Answer]

READING = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")

# What cannot hold a keyword is one token each; everything else is handed on in pieces. A local name ends before
# a dot here, and a keyword counts wherever it stands outside of names: engines read `SERVICE:x` and
# `1SERVICE<…>` as calls of a service, so the rule is stricter than the grammar.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
  | (?P<string>\"\"\"(?:[^"\\]++|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]++|\\.|'(?!''))*+'''
      |"(?:[^"\\\r\n]++|\\.)*+"|'(?:[^'\\\r\n]++|\\.)*+')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_][\w.-]{0,60}+)?+:(?:(?:[\w:%]|\\[^\s\w])(?:[\w:%-]|\\[^\s\w])*)?)
  | (?P<word>\w+)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_POSITION = re.compile(r"(?<=\bat )1:(\d+)")


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The tokens of a query: kind, text, and where it begins; `"".join` of the texts is the query."""
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "other", match[0], match.start()


def form(text: str) -> str:
    """SELECT, CONSTRUCT, ASK or DESCRIBE, in capitals; QueryError for an update and for what is no query."""
    words = ((kind, word.upper(), start) for kind, word, start in tokens(text) if kind not in ("comment", "space"))
    for kind, word, start in words:
        if kind == "word" and word in ("PREFIX", "BASE"):
            continue
        if kind in ("iri", "name"):  # what a PREFIX or BASE declares
            continue
        if word in READING:
            return word
        raise QueryError(f"{where(text, start)}: {_shown(text, start)} does not begin a query: it is {_READS}")
    raise QueryError(f"the query is empty: it is {_READS}")


_READS = "SELECT, CONSTRUCT, ASK or DESCRIBE, after its PREFIX lines; nothing here writes to the graph"


def check_read_only(text: str) -> None:
    """Refuses with QueryError what would write (every update, LOAD among them), ask elsewhere (SERVICE), or is so
    intricate that it would end the engine and this process with it."""
    form(text)
    for reading in dict.fromkeys((text, unescaped(text))):
        _check_size(reading)
        for kind, token, start in tokens(reading):
            if kind == "name":
                token = token.partition(":")[0]
            if kind in ("name", "word", "other") and "SERVICE" in token.upper():
                raise QueryError(
                    f"{where(reading, start)}: SERVICE asks another endpoint, which is refused here; "
                    "ask that endpoint itself with --endpoint"
                )


def _check_size(text: str) -> None:
    """The engine reads and evaluates by recursion, and has no end to it but that of its stack: the process dies.

    Measured with 8 MB of stack, it dies of brackets 1,000 deep, 1,000 to 3,000 OPTIONAL or the like, 3,000 to
    10,000 operators.
    """
    depth = operators = parts = 0
    for kind, token, start in tokens(text):
        if kind == "word":
            parts += token.upper() in _PARTS
        elif kind == "other":
            depth += (token in "([{") - (token in ")]}")
            operators += _OPERATORS.get(token, 0)
            if depth > _DEEPEST:
                raise QueryError(f"{where(text, start)}: the query is nested too deeply: more than {_DEEPEST} brackets")
    if operators > _MOST_OPERATORS or parts > _MOST_PARTS:
        raise QueryError(
            f"the query is too intricate: more than {_MOST_OPERATORS // 2:,} operators, or {_MOST_PARTS} parts as "
            "OPTIONAL, UNION and FILTER; a list of values is written with VALUES or IN"
        )


_DEEPEST, _MOST_OPERATORS, _MOST_PARTS = 200, 5000, 800
_OPERATORS = {"|": 1, "&": 1, **dict.fromkeys("+-*/!^", 2)}  # || and && are two characters
_PARTS = ("OPTIONAL", "UNION", "MINUS", "BIND", "FILTER", "EXISTS", "GRAPH", "VALUES", "AS", "SELECT")


def with_prefixes(text: str) -> str:
    """The query with a declaration for every known prefix that it uses and does not declare.

    They stand before its first line and on it, so that the numbers of its lines stay as they are.
    """
    return _missing(text) + text


def run(text: str, ask: Ask) -> Answer:
    """The answer to a query somebody wrote: known prefixes may be left out, and only reading is allowed.

    QueryError gives line and column as they are in the text.
    """
    check_read_only(text)
    added = _missing(text)
    try:
        return ask(added + text)
    except QueryError as error:
        shifted = _POSITION.sub(lambda match: f"1:{max(int(match[1]) - len(added), 1)}", str(error), count=1)
        raise QueryError(shifted) from error


def _missing(text: str) -> str:
    used: dict[str, None] = {}
    declared: set[str] = set()
    before = ""
    for kind, token, _ in tokens(text):
        if kind == "name":
            prefix = token.partition(":")[0]
            if before.upper() == "PREFIX":
                declared.add(prefix)
            else:
                used[prefix] = None
        if kind not in ("space", "comment"):
            before = token
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in sorted(used) if p in PREFIXES and p not in declared)


def unescaped(text: str) -> str:
    """The query with its \\u escapes resolved, which engines do before they read anything else."""

    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 else match[0]

    return _CODEPOINT.sub(character, text)


def where(text: str, start: int) -> str:
    """A place in a query as people count it: line and column."""
    before = text[:start].split("\n")
    return f"line {len(before)}, column {len(before[-1]) + 1}"


def _shown(text: str, start: int) -> str:
    word = re.match(r"\w+|.", text[start:])
    return repr(word[0][:20]) if word else "nothing"
