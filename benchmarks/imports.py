"""How fast tables and RDF come in, and with how much memory: `python benchmarks/imports.py [ROWS]`.

Synthetic data: a wide table of statistics (ROWS rows, five years), a list of ROWS companies, RDF of ROWS companies in
schema.org's terms. Each is measured in a process of its own up to the facts; the store, whose graph is then written like
that of documents (benchmarks/run.py), is left out.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from graph.foreign.ours import ours
from graph.foreign.read import parse
from graph.foreign.terms import read_terms
from loaders.datasets.mapping import parse_mapping
from loaders.datasets.table import read_table
from ontology import vocab
from ontology.facts import Document

WIDE = r"""
[[observation]]
each = '(\d{4})年'
value = "{cell}"
metric = "{指标}"
unit = "{单位}"
period = "{head.1}"
area = "{地区}"
"""
FIRMS = """
[[thing]]
class = "Company"
name = "{企业名称}"
code = "{代码}"
locatedIn = "{地区}"
inIndustry = "{行业}"
makes = "{产品}"
"""


def names(count: int) -> list[str]:
    chance = random.Random(7)
    words = "晨光远江四明姚江宏达永兴华泰金鼎恒通新源东方海天瑞丰嘉和"
    return [f"宁波{''.join(chance.choices(words, k=4))}{n}电器有限公司" for n in range(count)]


def code(number: int) -> str:
    from stdnum.cn.uscc import calc_check_digit

    body = f"91330281MA{number:07d}"
    return body + str(calc_check_digit(body))


def write(folder: Path, rows: int) -> None:
    counties = [each.code for each in vocab.concepts("place") if each.code.isdigit() and len(each.code) == 6]
    chance = random.Random(7)
    with (folder / "wide.csv").open("w", encoding="utf-8") as out:
        out.write("地区,指标,单位,2019年,2020年,2021年,2022年,2023年\n")
        for n in range(rows):
            numbers = ",".join(f"{chance.uniform(1, 9999):.1f}" for _ in range(5))
            out.write(f"{counties[n % len(counties)]},规上工业总产值,亿元,{numbers}\n")
    with (folder / "firms.csv").open("w", encoding="utf-8") as out:
        out.write("企业名称,代码,地区,行业,产品\n")
        out.writelines(f"{name},{code(n)},余姚市,塑料制品,产品{n % 500}\n" for n, name in enumerate(names(rows)))
    with (folder / "firms.ttl").open("w", encoding="utf-8") as out:
        out.write("@prefix schema: <https://schema.org/> . @prefix ex: <http://example.org/> .\n")
        out.writelines(
            f'ex:c{n} a schema:Corporation ; schema:name "{name}" ; schema:taxID "{code(n)}" ; '
            f'schema:addressLocality "余姚市" ; schema:industry "塑料制品" .\n'
            for n, name in enumerate(names(rows))
        )


def measure(kind: str, folder: Path) -> str:
    start = time.perf_counter()
    if kind == "firms.ttl":
        made = ours(parse((folder / kind).read_bytes(), kind, "d"), read_terms(), Document("dataset/d", "d"))
        facts, what = made.facts, f"{made.own:,} triples in, {sum(1 for _ in made.lines()):,} out"
    else:
        mapping = parse_mapping(WIDE if kind == "wide.csv" else FIRMS, "benchmark")
        table = read_table(folder / kind, mapping, "dataset/d")
        facts, what = table.facts, f"{table.report.taken:,} rows in, {len(table.report.left_out)} left out"
    seconds = time.perf_counter() - start
    count = len(facts.mentions) + len(facts.relations) + len(facts.attributes) + len(facts.observations)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{kind:10} {seconds:6.1f} s  {memory:5} MB  {count:>9,} facts  {count / seconds:>8,.0f} facts/s  {what}"


def main() -> None:
    if len(sys.argv) == 4:
        print(measure(sys.argv[2], Path(sys.argv[3])))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch), rows)
        print(f"{rows:,} rows")
        for kind in ("wide.csv", "firms.csv", "firms.ttl"):
            subprocess.run([sys.executable, __file__, "measure", kind, scratch], check=True)


if __name__ == "__main__":
    main()
