"""What people may get wrong at the command line, or try on purpose. Used by faults.py and by tests.

Every call ends with one sentence and the exit status of the contract: 0 done, 1 the input is at fault, 2 the call.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
Row = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Call:
    """A call by its words; ends: the exit statuses that are right; stdin: what is typed."""

    words: tuple[str, ...]
    ends: tuple[int, ...]
    stdin: bytes = b""


def calls(folder: Path, store: Path) -> list[Call]:
    """The calls, on a store that holds the bundled documents. folder: of their files."""
    on = ("--store", str(store))
    return [
        *(
            Call(("build", "--manifest", each, "--jobs", "0", "--store", str(folder / "s")), (1,))
            for each in _manifests(folder)
        ),
        *(
            Call(("build", "--jobs", "0", "--store", str(folder / "s"), *words), ends)
            for words, ends in _builds(folder)
        ),
        *(Call(("query", *words, *on), ends) for words, ends in _queries(folder)),
        *(Call(("query", "--file", path, *on), ends) for path, ends in _texts(folder)),
        *(Call((*words, *on), ends) for words, ends in _others(folder)),
        *(Call(("link", *words, *on), ends) for words, ends in _links(folder)),
        *(Call((*words, "--store", at), (1, 2)) for at in _stores(folder) for words in _READING),
        Call(("query", "-", *on), (1,)),
        Call(("query", "-", *on), (2,), b"\xff\xfe"),
        Call(("query", "-", *on), (0,), "\ufeffASK {}".encode()),
        Call(("link", "review", "--judgements", str(folder / "dir"), *on), (1, 2), b"y\n"),
        Call(
            ("link", "review", "--who", "a\tb\nc", "--judgements", str(folder / "own.tsv"), *on), (0,), b"\xe6\n?\nq\n"
        ),
        Call((), (2,)),
        Call(("frobnicate",), (2,)),
        Call(("query", "--bogus"), (2,)),
    ]


Tried = list[tuple[tuple[str, ...], tuple[int, ...]]]
_READING = (("query", "platforms"), ("explain", "公牛"), ("link", "list"), ("publish", "http://127.0.0.1:9/"))


def file(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def _manifests(folder: Path) -> Iterator[str]:
    good = file(folder, "good.txt", "2023年，全市完成工业投资100亿元。")
    (folder / "dir").mkdir()
    one = f"[[source]]\nfile = {good!r}\n"
    wrong = (
        "source = 1", "source = [1]", "[source]\nfile = 'good.txt'", "[[source]]", "[[source]]\nfile = 5", "[[source]]\nfile = ''",
        "[[source]]\nfile = 'dir'", "[[source]]\nfile = '" + "a" * 5000 + "'", "[[source]]\nfile = 'http://[::1'",
        "[[source]]\nfile = 'file:///etc/passwd'", "[[source]]\nfile = \"\\u0000\"", one + "date = true", one + "date = 20240230",
        one + "date = 10:00:00", one + "date = '2024-13'", one + "area = 1", one + "area = '火星市'", one + "licence = {a = 1}",
        one + "identifier = 'links'", one + "identifier = 'dataset/x'", one + "identifier = 'a b'\n" + one + "identifier = 'a-b'",
        one + "titel = 'x'", one + "[[other]]", "a = " + "[" * 5000, "a = " + "{b = " * 5000, "[[source]\n", "\ufeff",
    )  # fmt: skip
    yield from (file(folder, f"m{number}.toml", text) for number, text in enumerate(wrong))
    yield from (
        file(folder, "utf16.toml", one.encode("utf-16")),
        str(folder / "dir"),
        str(folder / "gone.toml"),
        "",
        "x" * 5000,
    )


def _builds(folder: Path) -> Tried:
    good, both = str(folder / "good.txt"), (1, 2)
    os.mkfifo(folder / "fifo.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "dir.txt").mkdir()
    places = (
        "", "/dev/zero", "/dev/null", str(folder / "fifo.txt"), str(folder / "loop.txt"), str(folder / "dir.txt"), "x" * 5000, "d/" * 2000,
        "gone.txt", "http://", "http://x:y", "http://[::1", "http://127.0.0.1:99999/", "http://localhost/", "http://2130706433/",
        "file:///etc/passwd", "ftp://x/y", "http://../", "http://①.0.0.1/", "http://" + "a" * 300 + "/", "http://\udcff/", "gone\udcff.txt",
    )  # fmt: skip
    return [
        *(((each,), both) for each in places),
        *(
            ((good, "--date", each), (2,))
            for each in ("0", "-1", "abc", "2024-1", "2024-02-30", "今天", "２０２４", "0000")
        ),
        *(((good, "--area", each), (2,)) for each in ("x", "火星", "鼓楼区", "<x>", "\n", "a" * 100_000, "😀")),
        *(((good, "--jobs", each), (2,)) for each in ("-1", "x", "1.5", "")),
        ((good, "--engine", "ray"), (2,)),
        ((good, "--address", "tcp://127.0.0.1:9"), (2,)),
    ]


def _queries(folder: Path) -> Tried:
    name = "companies-in-industry"
    parameters = (
        "", "=", "=x", "x", "x=y", "industry=", "industry=\n", "industry=" + "a" * 100_000, "industry=\udcff", "industry=}",
        "industry=> } ; DROP ALL", "industry=http://[", "industry=\\u0000",
    )  # fmt: skip
    return [
        *(((each,), (2,)) for each in ("", "../x", "%", "a" * 100_000, "\udcff", "/etc/passwd")),
        *(((name, "-p", each), (0, 2)) for each in parameters),
        *(((name, "--format", each), (2,)) for each in ("", "x", "TABLE", "turtle", "a" * 10_000, "\udcff")),
        *(((name, "-o", each), (2,)) for each in _unwritable(folder)),
        *(
            ((name, "--endpoint", each), (1, 2))
            for each in ("x", "http://", "http://x:y", "http://[::1", "file:///etc/passwd", "http://a b/")
        ),
        ((name, "--file", str(folder / "good.txt")), (2,)),
        (("--file", str(folder / "good.txt"), "-p", "a=b"), (2,)),
        ((), (2,)),
    ]


def _texts(folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    right = {
        "bom": "\ufeffASK {}",
        "nothing": "SELECT * { <x:a> <x:b> ?c }",
        "no-variable": "SELECT * {}",
        "escapes": 'SELECT ("\\u0001\\u001b[31m" AS ?x) {}',
        "no-date": 'SELECT ("x"^^<http://www.w3.org/2001/XMLSchema#date> AS ?x) (1/0 AS ?y) {}',
        "no-pattern": 'SELECT * { ?s a ck:Unit FILTER(REGEX(STR(?s), "(")) }',
    }
    wrong = {
        "empty": "", "blank": " \n", "comment": "# x", "nul": "ASK {} \0", "cut": "SELECT ?s WHERE {", "insert": "INSERT DATA {}",
        "drop": "DROP ALL", "load": "LOAD <file:///etc/passwd>", "negative": "SELECT * {} LIMIT -1", "huge": f"ASK {{}} OFFSET {'9' * 40}",
        "service": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "twice": "SELECT (1 AS ?a) (2 AS ?a) {}",
        "brackets": "SELECT * {" + "{" * 20_000 + "}" * 20_000 + "}", "escaped": "SELECT * " + "\\u007b" * 3000 + "\\u007d" * 3000,
        "functions": "SELECT (" + "STR(" * 3000 + "1" + ")" * 3000 + " AS ?x) {}", "sum": "SELECT (" + "+".join("1" * 20_000) + " AS ?x) {}",
        "options": "SELECT * {" + "OPTIONAL { ?s ?p ?o }" * 5000 + "}", "path": "SELECT * { ?a " + "|".join(["<x:p>"] * 60_000) + " ?b }",
        "quoted": "SELECT (<<( <x:a> <x:b> <x:c> )>> AS ?t) {}", "half": 'SELECT ("\\uD800" AS ?x) {}',
    }  # fmt: skip
    for ends, texts in (((0,), right), ((1,), wrong)):
        yield from ((file(folder, f"{name}.rq", text), ends) for name, text in texts.items())
    for name, data in (("utf16", "ASK {}".encode("utf-16")), ("latin", 'SELECT ("é" AS ?x) {}'.encode("latin-1"))):
        yield file(folder, f"{name}.rq", data), (2,)
    yield from ((path, (2,)) for path in (str(folder / "dir"), str(folder / "gone.rq"), "/dev/zero", "x" * 5000))


def _unwritable(folder: Path) -> tuple[str, ...]:
    return (str(folder / "dir"), "/dev/full", "/nowhere/x", "/dev/null/x", "x" * 300, "/", ".", "")


def _others(folder: Path) -> Tried:
    page = ("-o", str(folder / "page.html"))
    return [
        *((("view", *words, *page), (2,)) for words in (
            ("--focus", "没有"), ("--focus", "\udcff"), ("--focus", "公牛", "--depth", "-1"), ("--focus", "公牛", "--depth", "x"),
            ("--class", "x"), ("--class", ""), ("--query", "x"), ("--query", "platforms", "--file", "y"),
        )),
        (("view", "--file", str(folder / "nothing.rq"), *page), (1, 2)),
        (("view", "--class", "Unit", "-o", str(folder / "dir")), (2,)),
        *((("explain", each), (2,)) for each in ("没有", "\udcff", "a" * 100_000, "<x>", "http://[", "\x1b[31m", "https://w3id.org/cixi-kg/id/x> } #")),
        *((("export", "--format", each), (2,)) for each in ("", "x", "NQ", "\udcff")),
        *((("export", "-o", each), (2,)) for each in _unwritable(folder)),
        *((("analyse", *words), (2,)) for words in (
            ("x",), ("communities", "-p", "x=y"), ("communities", "-p", "x"), ("path",), ("path", "-p", "from=x", "-p", "to=y"),
            ("communities", "--format", "x"),
        )),
        *((("serve", *words), (2,)) for words in (
            ("--port", "-1"), ("--port", "99999"), ("--port", "x"), ("--host", ""), ("--host", "x\udcff"), ("--host", "256.1.1.1", "--port", "0"),
        )),
        *((("publish", each), (2,)) for each in ("", "x", "http://", "http://x:y", "http://[::1", "file:///x", "http://a b", "http://\udcff")),
    ]  # fmt: skip


def _links(folder: Path) -> Tried:
    table, data = file(folder, "t.csv", "企业,产值\n甲公司,1\n"), file(folder, "ok.ttl", "<x:a> <x:b> <x:c> .")
    mappings = ("", "x", "kind = 1", "[table]\nhead = -1", "[table]\nname = 5\n", "a = " + "[" * 3000, "[[thing]]\nclass = 'X'\nname = '{企业}'",
                "[[observation]]\nvalue = '{没有}'\nmetric = 'x'", "[[observation]]\nvalue = '{产值}'\nmetric = 'x'\neach = '('")  # fmt: skip
    rdf = {"e.ttl": "", "b.ttl": "x", "u.ttl": b"\xff\xfe", "d.jsonld": '{"@context": "file:///etc/passwd", "@id": "x:a"}', "n.jsonld": "[" * 100_000,
           "x.trix": "<x/>", "m.ttl": "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "h.ttl": "<!doctype html><html>", "q.txt": "x"}  # fmt: skip
    judged = {
        "j1.tsv": "x",
        "j2.tsv": b"\xff\xfe\0",
        "j3.tsv": "a\tb\tmaybe\t\t\t",
        "j4.tsv": "#x\nsubject_id\tpredicate_id\n",
    }
    names = [file(folder, name, content) for name, content in judged.items()]
    listed = file(folder, "l.csv", "企业名称\n甲公司\n")
    return [
        *((("table", table, "--mapping", file(folder, f"map{n}.toml", text)), (1, 2)) for n, text in enumerate(mappings)),
        *((("table", table, *words), (1, 2)) for words in ((), ("--guess", "--mapping", "x"), ("--guess", "--sheet", "x"), ("--mapping", "gone"))),
        *((("table", each, "--guess"), (1,)) for each in ("/dev/zero", "gone.csv", str(folder / "dir"), file(folder, "n.csv", b"\0" * 99),
                                                          file(folder, "z.xlsx", "PK"), file(folder, "q.csv", '"' * 1001), file(folder, "c.csv", ",,\n,"))),
        (("table", table, "--guess", "-o", str(folder / "dir")), (2,)),
        *((("rdf", file(folder, name, content)), (1,)) for name, content in rdf.items()),
        *((("rdf", each), (1, 2)) for each in ("gone.ttl", "/dev/zero", "http://127.0.0.1/x.ttl", "file:///etc/passwd", "http://[::1")),
        *((("rdf", data, "--name", each), (2,)) for each in ("/", "..", "\udcff", "😀", "\n")),
        *((("rdf", data, "--mapping", each), (1, 2)) for each in ("gone.ttl", str(folder / "dir"), str(folder / "b.ttl"))),
        *((("remove", each), (2,)) for each in ("", "x", "../..", "\udcff")),
        *((("sparql", "http://127.0.0.1:9/", "--query", each), (1, 2)) for each in ("x", str(folder / "dir"), str(folder / "drop.rq"))),
        *((("match", listed, *words), (1, 2)) for words in (
            ("--kind", "X"), ("--name", "x"), ("--format", "x"), ("--format", "turtle"), ("-o", str(folder / "dir")), (str(folder / "dir"),),
        )),
        *((("match", listed, "--judgements", each), (1,)) for each in (names[0], names[1], names[2], str(folder / "dir"), "gone.tsv", "/dev/zero")),
        *((("judgements", *words), (1, 2)) for words in (
            ("--undo", "0"), ("--undo", "-1"), ("--undo", "99"), ("--undo", "x"), ("--undo", "1", "--export", "-"), ("--export", str(folder / "dir")),
            ("--judgements", names[1]), ("--judgements", str(folder / "dir"), "--undo", "1"),
        )),
        *((("judgements", "--import", each), (1, 2)) for each in (*names, str(folder / "dir"), "gone.tsv")),
    ]  # fmt: skip


def _stores(folder: Path) -> list[str]:
    """Folders that are no store, or no longer one."""
    for name, form, current in (
        ("a", "cixi-kg store 1", None),
        ("b", "cixi-kg store 1", "gen-"),
        ("c", "cixi-kg store 1", "../.."),
        ("d", "x 9", "gen-1"),
    ):
        (folder / "stores" / name).mkdir(parents=True)
        (folder / "stores" / name / "format").write_text(form, encoding="utf-8")
        if current is not None:
            (folder / "stores" / name / "current").write_text(current, encoding="utf-8")
    there = [str(path) for path in sorted((folder / "stores").iterdir())]
    return [*there, str(folder / "good.txt"), str(folder / "good.txt" / "x"), "/dev/null", "/proc", "x" * 300]


def fault(call: Call, status: int, said: str) -> str:
    """What is wrong with how a call ended, "" if nothing is."""
    lines = [line for line in said.strip().splitlines() if not line.startswith("There is no graph at")]
    if status not in call.ends:
        return f"exit status {status}, not {call.ends}: {said[-300:]}"
    if "Traceback" in said or "fault of ours" in said or "Exception ignored" in said:
        return said[-600:]
    if status and len(lines) != 1 and "Usage:" not in said:
        return f"{len(lines)} lines: {said[-300:]}"
    return f"a line of {max(map(len, lines))} characters" if lines and max(map(len, lines)) > 1200 else ""


def rows(folder: Path) -> Iterator[Row]:
    """All calls as processes of their own, and then the graph must be as before."""
    store, files = folder / "store", folder / "files"
    files.mkdir()
    _run(folder, ("build", "--store", str(store)))
    before = _run(folder, ("export", "--store", str(store)))[1]
    ends: Counter[str] = Counter()
    every = calls(files, store)
    for call in every:
        status, _, said = _run(folder, call.words, call.stdin)
        wrong = fault(call, status, said)
        assert not wrong, (call, wrong)
        ends[f"exit status {status}"] += 1
    assert _run(folder, ("export", "--store", str(store)))[1] == before
    shutil.rmtree(store)
    told = ", ".join(f"{number} {end}" for end, number in sorted(ends.items()))
    yield (
        "calls of all commands with what no one should give them",
        len(every),
        f"{told}; one sentence each; lost: nothing",
    )


def _run(folder: Path, words: tuple[str, ...], stdin: bytes = b"") -> tuple[int, bytes, str]:
    command = [sys.executable, "-m", "cixi_kg", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    done = subprocess.run(
        command, input=stdin, capture_output=True, cwd=folder, env=environment, timeout=120, check=False
    )
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
