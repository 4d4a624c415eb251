"""What decides a result beside its input: hashes over the code and the rules that ship, and the libraries they use."""

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

_SUFFIXES = (".py", ".toml", ".ttl", ".tsv", ".rq")
_READERS = (
    "charset-normalizer",
    "opencc",
    "openpyxl",
    "pdfplumber",
    "pyahocorasick",
    "python-docx",
    "rjieba",
    "selectolax",
)


def rules_version() -> str:
    """Of everything that decides what is found in a document."""
    return _hash(("loaders", "ontology"), _READERS)


def graph_version() -> str:
    """Of everything that decides what graph is made of what was found."""
    return _hash(("graph", "ontology", "cixi_kg"), ("pyoxigraph",))


@functools.cache
def _hash(packages: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    for package in packages:
        root = Path(str(files(package)))
        for path in sorted(p for p in root.rglob("*") if p.suffix in _SUFFIXES):
            found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in libraries:
        found.update(f"{name} {_installed(name)}\n".encode())
    return found.hexdigest()[:16]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
