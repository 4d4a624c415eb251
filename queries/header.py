"""The comment header of a saved query: its interface, read strictly.

The header is the comment lines at the top of the file, `# key: value`; a line that begins with `#` and three
spaces goes on with the value before it, without a space between two Chinese characters; `#` alone separates.

    # title.zh: 某产业的企业                             title.en, description.zh, description.en likewise
    # param industry: ck:Industry many = 智能家电 | 模具   name, type, `many` if several values may be given, default
    # param industry.zh: 产业                            what it means; .en likewise
    # param industry.choices: SELECT ?i WHERE {…}        what may be chosen, where it is not every member of the class
    # column company: 企业 | company                     a column of the answer, in their order
    # example: cixi-kg query companies-in-industry -p industry=模具
    # picture: bar company investment                    table, bar, line or graph, and the columns that it draws

A type is text, integer, decimal, year, date, or classes whose members are the choices: ck:Company/ck:Platform.
A default is values, or a SELECT whose first row gives it; without one the parameter is optional. In the query
`VALUES ?industry { }`, or `?industry_` where a column has the plain name, marks where the values of the parameter go,
in as many places as they are needed; a line that ends in `# if industry` stands only where it has a value, one in
`# unless industry` only where it has none.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.errors import QueryError
from queries import federate, sparql

SCALARS = ("text", "integer", "decimal", "year", "date")
_SINGLE = tuple((name,) for name in SCALARS)
PICTURES = ("table", "bar", "line", "graph")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query may be given. type: one of SCALARS, or "" where `classes` names them (ck:Company …).

    default and choices: values by name, or one SELECT; no default: the parameter is optional.
    """

    name: str
    type: str
    classes: tuple[str, ...]
    many: bool
    default: tuple[str, ...]
    choices: tuple[str, ...]
    meaning: Words


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and its heading."""

    name: str
    heading: Words


@dataclass(frozen=True, slots=True)
class Picture:
    """How the answer is best drawn, and the columns for it: the axes of a bar or line, the ends of an edge."""

    kind: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: its name is its file's, text is what follows the header, example a whole command."""

    name: str
    title: Words
    description: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: str
    picture: Picture
    text: str

    @property
    def form(self) -> str:
        """SELECT, CONSTRUCT, ASK or DESCRIBE."""
        return sparql.form(self.text)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this name."""
        return next((each for each in self.parameters if each.name == name), None)

    def headings(self, language: str = "zh") -> dict[str, str]:
        """The heading of each column by the name of its variable, in zh or en."""
        return {each.name: each.heading.zh if language == "zh" else each.heading.en for each in self.columns}


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    key: str
    value: str


_LINE = re.compile(r"# (\S[^:]*): (.+)")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]")
_MORE = re.compile(r"# {3,}(\S.*)")
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
_PARAM = re.compile(r"(?P<type>\S+)(?P<many> many)?(?: = (?P<default>.+))?")
_CLASS = re.compile(r"(?:ck|skos|qb):[A-Z]\w*")
_SLOT = re.compile(r"\bVALUES\s+\?((\w+?)_?)\s*\{\s*\}", re.IGNORECASE)
_CONDITION = re.compile(r"^(.*?)[ \t]*# (if|unless) (\w+)[ \t]*$", re.MULTILINE)


def read(name: str, text: str) -> SavedQuery:
    """The saved query that a file holds; QueryError names file and line of what is wrong with its header."""
    return _Header(name, text).query()


def fill(text: str, terms: dict[str, str]) -> str:
    """The query with `VALUES ?name { }` filled by what terms holds for the name, and left out where it holds none.

    A line that ends in `# if name` stands only where it holds some, one in `# unless name` only where it holds none.
    """
    text = _CONDITION.sub(lambda match: match[1] if bool(terms.get(match[3])) == (match[2] == "if") else "", text)
    return _SLOT.sub(lambda match: f"VALUES ?{match[1]} {{ {terms[match[2]]} }}" if terms.get(match[2]) else "", text)


class _Header:
    """One file while its header is read; every complaint names the file and the line."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        lines = text.splitlines(keepends=True)
        length = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
        self.body = "".join(lines[length:])
        self.first = length + 1
        self.entries = list(self._entries([line.rstrip() for line in lines[:length]]))
        self.used: set[str] = set()

    def query(self) -> SavedQuery:
        parameters = tuple(self._parameters())
        columns = tuple(self._columns())
        found = SavedQuery(
            name=self.name,
            title=self._words("title"),
            description=self._words("description"),
            parameters=parameters,
            columns=columns,
            example=self._one("example").value,
            picture=self._picture({each.name for each in columns}),
            text=self.body,
        )
        for entry in self.entries:
            if entry.key not in self.used:
                raise self._wrong(entry.line, f"{entry.key!r} is no key of a header")
        self._check_body(found)
        self._check_example(found)
        return found

    def _entries(self, lines: list[str]) -> Iterator[_Entry]:
        current: _Entry | None = None
        for number, line in enumerate(lines, 1):
            more, whole = _MORE.fullmatch(line), _LINE.fullmatch(line)
            if more and current:
                current = _Entry(current.line, current.key, _joined(current.value, more[1]))
                continue
            if current:
                yield current
                current = None
            if whole:
                current = _Entry(number, whole[1], whole[2].strip())
            elif line != "#":
                raise self._wrong(number, f"a header line is `# key: value`, not {line[:60]!r}")
        if current:
            yield current

    def _wrong(self, line: int, what: str) -> QueryError:
        return QueryError(f"queries/{self.name}.rq, line {line}: {what}")

    def _maybe(self, key: str) -> _Entry | None:
        found = [entry for entry in self.entries if entry.key == key]
        if len(found) > 1:
            raise self._wrong(found[1].line, f"{key!r} stands a second time")
        self.used.add(key)
        return found[0] if found else None

    def _one(self, key: str) -> _Entry:
        found = self._maybe(key)
        if found is None:
            raise self._wrong(1, f"the header lacks `# {key}: …`")
        return found

    def _words(self, key: str) -> Words:
        return Words(self._one(f"{key}.zh").value, self._one(f"{key}.en").value)

    def _parameters(self) -> Iterator[Parameter]:
        for entry in self.entries:
            name = entry.key.removeprefix("param ")
            if name == entry.key or "." in name:
                continue
            if not _NAME.fullmatch(name):
                raise self._wrong(entry.line, f"{name!r} names no parameter: small letters, _ between words")
            self._one(entry.key)
            yield self._parameter(name, entry)

    def _parameter(self, name: str, entry: _Entry) -> Parameter:
        match = _PARAM.fullmatch(entry.value)
        kinds = tuple(match["type"].split("/")) if match else ()
        if not match or not (kinds in _SINGLE or all(map(_CLASS.fullmatch, kinds))):
            right = f"{', '.join(SCALARS)}, ck:Class or ck:Class/ck:Class"
            raise self._wrong(entry.line, f"{entry.value[:60]!r} is no type: one of {right}")
        choices = self._maybe(f"param {name}.choices")
        default = _list(match["default"] or "")
        if len(default) > 1 and not match["many"]:
            raise self._wrong(entry.line, f"{name} has {len(default)} default values but is not `many`")
        scalar = kinds[0] in SCALARS
        return Parameter(
            name=name,
            type=kinds[0] if scalar else "",
            classes=() if scalar else kinds,
            many=bool(match["many"]),
            default=default,
            choices=_list(choices.value) if choices else (),
            meaning=self._words(f"param {name}"),
        )

    def _columns(self) -> Iterator[Column]:
        for entry in self.entries:
            if not entry.key.startswith("column "):
                continue
            self._one(entry.key)
            zh, bar, en = entry.value.partition(" | ")
            if not bar or not zh.strip() or not en.strip():
                raise self._wrong(entry.line, "a column is `# column name: 中文 | English`")
            yield Column(entry.key.removeprefix("column "), Words(zh.strip(), en.strip()))

    def _picture(self, columns: set[str]) -> Picture:
        entry = self._one("picture")
        kind, *drawn = entry.value.split()
        if kind not in PICTURES:
            raise self._wrong(entry.line, f"{kind!r} is no picture: one of {', '.join(PICTURES)}")
        for name in drawn:
            if name not in columns:
                raise self._wrong(entry.line, f"the picture draws {name!r}, which is no column")
        if kind in ("bar", "line") and len(drawn) < 2:
            raise self._wrong(entry.line, f"a {kind} needs two columns: what it is of, and the number")
        return Picture(kind, tuple(drawn))

    def _check_body(self, found: SavedQuery) -> None:
        slots = {match[2] for match in _SLOT.finditer(self.body)}
        slots |= {match[3] for match in _CONDITION.finditer(self.body)}
        for name in sorted(slots ^ {each.name for each in found.parameters}):
            where = "has no `# param` line" if name in slots else f"has no `VALUES ?{name} {{ }}` in the query"
            raise self._wrong(self.first, f"the parameter {name!r} {where}")
        try:
            form = found.form
            federate.services(found.text)
        except QueryError as error:
            raise self._wrong(self.first, str(error)) from error
        if (form == "SELECT") != bool(found.columns):
            raise self._wrong(self.first, "a SELECT has `# column` lines, and no other query has")

    def _check_example(self, found: SavedQuery) -> None:
        entry = self._one("example")
        try:
            pairs(found)
        except ValueError as error:
            raise self._wrong(entry.line, str(error)) from error


def pairs(query: SavedQuery) -> dict[str, list[str]]:
    """The parameters that a query's example gives; ValueError where it is not `cixi-kg query NAME -p key=value …`."""
    words = shlex.split(query.example)
    if words[:3] != ["cixi-kg", "query", query.name] or len(words) % 2 == 0 or set(words[3::2]) - {"-p"}:
        raise ValueError(f"an example is `cixi-kg query {query.name} -p key=value …`")
    given: dict[str, list[str]] = {}
    for word in words[4::2]:
        key, equals, value = word.partition("=")
        if not equals or query.parameter(key) is None:
            raise ValueError(f"the example gives {word!r}, and {key!r} is no parameter")
        given.setdefault(key, []).append(value)
    return given


def _joined(line: str, more: str) -> str:
    """Two lines as one: Chinese is written without spaces, also where one of its characters meets its punctuation."""
    return line + more if _CJK.match(line[-1]) and _CJK.match(more) else f"{line} {more}"


def _list(value: str) -> tuple[str, ...]:
    """Values between bars; a SELECT is one value."""
    if is_select(value):
        return (value,)
    return tuple(part.strip() for part in value.split(" | ") if part.strip())


def is_select(value: str) -> bool:
    """Whether a default or choices are asked for, not listed."""
    return value.startswith("SELECT ")
