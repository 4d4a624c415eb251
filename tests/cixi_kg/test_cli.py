"""The command line as its users meet it: what it prints where, and with which exit status."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cixi_kg.build import Built

ROOT = Path(__file__).parents[2]
HEADLINE = "companies-by-platform-and-chain"


def run(*arguments: str, store: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "80", "PYTHONPATH": str(ROOT)}
    if store:
        environment["CIXI_KG_STORE"] = str(store)
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "cixi_kg", *arguments],
        env=environment, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def store(bundled_store: tuple[Path, Built]) -> Path:
    return bundled_store[0]


def test_the_headline_question(store: Path) -> None:
    done = run("query", HEADLINE, "--format", "csv", store=store)
    assert done.returncode == 0, done.stderr
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {
        "company",
        "platform",
        "place",
        "industry",
        "chain",
        "project",
        "investment",
        "land",
        "document",
        "sentence",
    } <= set(found[0])
    (row,) = [r for r in found if r["company"] == "浙江三禾厨具有限公司"]
    assert (row["platform"], row["investment"], row["land"]) == ("滨海经济开发区", "39000", "150")
    assert "浙江三禾厨具有限公司" in row["sentence"]


def test_json_is_the_format_of_the_w3c(store: Path) -> None:
    done = run("query", "-", "--format", "json", store=store, stdin="SELECT (COUNT(*) AS ?n) WHERE { ?s a ck:Project }")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["head"] == {"vars": ["n"]}
    assert int(answer["results"]["bindings"][0]["n"]["value"]) >= 39


def test_a_table_fits_the_terminal(store: Path) -> None:
    from queries.width import width

    done = run("query", HEADLINE, store=store)
    assert done.returncode == 0
    assert done.stdout.strip()
    assert max(width(line) for line in done.stdout.splitlines()) <= 80


def test_queries_lists_a_line_each(store: Path) -> None:
    done = run("queries", store=store)
    names = [line.split()[0] for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert HEADLINE in names
    assert len(names) >= 12
    assert names == sorted(names)


def test_explain_by_a_short_name(store: Path) -> None:
    done = run("explain", "公牛", store=store)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("公牛集团股份有限公司")
    assert "145203" in done.stdout


@pytest.mark.parametrize("name", ["nq", "trig", "ttl", "jsonld", "graphml", "gexf", "csv"])
def test_export(store: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"out.{name}"
    assert run("export", "--format", name, "-o", str(target), store=store).returncode == 0
    first = target.read_bytes()
    assert len(first) > 10_000
    run("export", "--format", name, "-o", str(target), store=store)
    assert target.read_bytes() == first


def test_view_writes_one_page(store: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("view", "-o", str(page), store=store)
    assert done.returncode == 0, done.stderr
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_validate(store: Path) -> None:
    done = run("validate", store=store)
    assert (done.returncode, done.stdout) == (0, "")
    assert "conforms" in done.stderr


def bad_inputs(folder: Path) -> list[tuple[list[str], int, str]]:
    def file(name: str, content: bytes) -> str:
        (folder / name).write_bytes(content)
        return str(folder / name)

    good = file("good.txt", "2023年，全市完成工业投资100亿元。".encode())
    return [
        (["build", str(folder / "none.txt")], 1, "none.txt"),
        (["build", file("empty.txt", b"")], 1, "empty"),
        (["build", file("binary.txt", bytes(range(256)))], 1, "binary.txt"),
        (["build", file("song.mp3", b"ID3")], 1, ".mp3"),
        (["build", "--manifest", file("m1.toml", b'[[source]]\nfile = "good.txt"\ntitel = "x"\n')], 1, "title"),
        (["build", "--manifest", file("m2.toml", b'[[source]]\nfile="good.txt"\nidentifier="a"\n[[source]]\nfile="good.txt"\nidentifier="a"\n')], 1, "identifier"),
        (["build", "--manifest", file("m3.toml", b"[[source]\n")], 1, "m3.toml"),
        (["build", good, "--date", "yesterday"], 2, "yesterday"),
        (["build", good, "--area", "没有这个市"], 2, "没有这个市"),
        (["query", "companies-by-platfrom-and-chain"], 2, HEADLINE),
        (["query", "--file", file("q.rq", b"SELECT ?s\nWHERE { ?s ?p }")], 1, "2:"),
        (["query", "--file", str(folder / "none.rq")], 2, "none.rq"),
        (["query"], 2, "name a saved query"),
        (["query", HEADLINE, "-p", "colour=red"], 2, "colour"),
        (["query", HEADLINE, "-p", "company"], 2, "key=value"),
        (["query", HEADLINE, "--format", "docx"], 2, "docx"),
        (["explain", "没有这个公司"], 2, "没有这个公司"),
        (["export", "--format", "exe"], 2, "exe"),
        (["view", "--focus", "没有这个公司", "-o", str(folder / "x.html")], 2, "没有这个公司"),
        (["query", HEADLINE, "--store", str(folder / "good.txt")], 1, "good.txt"),
        (["query", HEADLINE, "--store", str(folder)], 1, "not a store"),
        (["build", "--store", str(folder)], 1, "not a store"),
        (["frobnicate"], 2, "frobnicate"),
    ]  # fmt: skip


def test_bad_input_gets_a_sentence_and_loses_nothing(store: Path, tmp_path: Path) -> None:
    before = (store / "current").read_text()
    for arguments, status, words in bad_inputs(tmp_path):
        done = run(*arguments, store=store)
        assert done.returncode == status, (arguments, done.stderr)
        assert words in done.stderr, (arguments, done.stderr)
        assert "Traceback" not in done.stderr
        assert done.stdout == ""
        if status == 1 or "Usage" not in done.stderr:
            assert len(done.stderr.strip().splitlines()) == 1, (arguments, done.stderr)
    assert (store / "current").read_text() == before
    assert not (tmp_path / "x.html").exists()


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = run("--help").stdout
    commands = re.findall(r"^  ([a-z]+)  ", listed, re.MULTILINE)
    assert {"build", "queries", "query", "view", "explain", "export", "validate"} <= set(commands)
    for command in commands:
        assert f"cixi-kg {command}" in readme
        assert run(command, "--help").returncode == 0
