"""The transcripts of the README, run again; `python benchmarks/readme.py --write` renews them.

A block that begins with `$ cixi-kg …` holds what that line prints on a terminal of 80 columns, over the bundled graph.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=```console\n)\$ (cixi-kg [^\n]*)\n(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def printed(line: str, store: Path) -> str:
    """What a command line of the README prints; `| head -N` keeps the first N lines."""
    command, _, head = line.partition(" | head -")
    done = subprocess.run(
        [sys.executable, "-m", "cixi_kg", *shlex.split(command)[1:]],
        env=os.environ | {"COLUMNS": "80", "PYTHONPATH": str(ROOT), "CIXI_KG_STORE": str(store)},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    return "\n".join(line.rstrip() for line in lines[: int(head) if head else None]) + "\n"


def renewed(text: str, store: Path) -> str:
    """The README with every transcript as it would be printed now."""
    return BLOCK.sub(lambda block: f"$ {block[1]}\n{printed(block[1], store)}", text)


def main() -> None:
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        subprocess.run([sys.executable, "-m", "cixi_kg", "build", "--store", str(store)], cwd=ROOT, check=True)
        fresh = renewed(text, store)
    if "--write" in sys.argv:
        README.write_text(fresh, encoding="utf-8")
    print("the README is up to date" if fresh == text else "the README's transcripts have changed")


if __name__ == "__main__":
    main()
