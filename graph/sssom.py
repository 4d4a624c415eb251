"""Judgements as SSSOM/TSV and back, the form in which mappings travel between projects (https://w3id.org/sssom).

A side that is an IRI is an id; a name is the label of the thing that has it, and where nothing has it a literal
mapping (type `rdfs literal`). same is skos:exactMatch, different the same with predicate_modifier Not, undecided
ck:candidateOf.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.judged import Judgement
from ontology import iris
from ontology.errors import SourceError
from ontology.terms import CK, PREFIXES, SKOS

COLUMNS = (
    "subject_id", "subject_label", "subject_type", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "object_type", "mapping_justification", "author_label", "mapping_date", "confidence", "comment",
)  # fmt: skip
MANUAL = "semapv:ManualMappingCuration"
SEMAPV = "https://w3id.org/semapv/vocab/"
SET = iris.BASE + "mappings/judgements"
_LITERAL = "rdfs literal"
_SAME = (SKOS.exactMatch, SKOS.closeMatch, "http://www.w3.org/2002/07/owl#sameAs")
_UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
_META = re.compile(r"#\s*(\w+):\s*(\S.*)?$")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_KNOWN = ("ck", "id", "skos", "owl", "rdfs")


@dataclass(frozen=True, slots=True)
class Imported:
    """Judgements of an SSSOM file, and how many of its mappings say something else (broader, related …)."""

    judgements: tuple[Judgement, ...]
    passed_over: int


def dumps(judged: Iterable[Judgement], address: Callable[[str], str] = lambda _: "") -> str:
    """Judgements as the text of an SSSOM/TSV file.

    address: the IRI of the thing that has a name as its label, "" where there is none.
    """
    out = io.StringIO()
    prefixes = {name: PREFIXES[name] for name in _KNOWN} | {"semapv": SEMAPV}
    for line in ("curie_map:", *(f"  {name}: {base}" for name, base in sorted(prefixes.items()))):
        out.write(f"#{line}\n")
    out.write(f"#license: {_UNSPECIFIED}\n#mapping_set_id: {SET}\n")
    writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for each in judged:
        writer.writerow(_mapping(each, address))
    return out.getvalue()


def _mapping(each: Judgement, address: Callable[[str], str]) -> dict[str, str]:
    row = {
        "predicate_id": "ck:candidateOf" if each.verdict == "undecided" else "skos:exactMatch",
        "predicate_modifier": "Not" if each.verdict == "different" else "",
        "mapping_justification": MANUAL,
        "author_label": each.who,
        "mapping_date": each.when,
        "confidence": "0.5" if each.verdict == "undecided" else "1.0",
        "comment": each.why,
    }
    for side, name in (("subject", each.left), ("object", each.right)):
        found = name if is_iri(name) else address(name)
        row[f"{side}_id"] = found
        row[f"{side}_label"] = "" if is_iri(name) else name
        row[f"{side}_type"] = "" if found else _LITERAL
    return row


def is_iri(text: str) -> bool:
    """Whether a side of a judgement is an IRI and not a name."""
    return bool(re.fullmatch(r"(?:https?://|urn:)\S+", text))


def loads(text: str, location: str) -> Imported:
    """The judgements in the text of an SSSOM/TSV file; SourceError names a missing column, or a mapping without sides.

    location: what the file is called in messages.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    head = [line for line in lines if line.startswith("#")]
    prefixes = dict(PREFIXES) | {name: value.strip() for name, value in _metadata(head) if _IRI.fullmatch(value)}
    body = [line for line in lines if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(body, delimiter="\t")
    missing = [name for name in ("predicate_id", "mapping_justification") if name not in (rows.fieldnames or ())]
    if missing:
        raise SourceError(f"{location} is no SSSOM/TSV file: its heading line has no column {missing[0]}")
    found, passed_over = [], 0
    for number, row in enumerate(rows, 1):
        verdict = _verdict(row, prefixes)
        passed_over += not verdict
        if verdict:
            where = f"{location}, mapping {number}"
            left, right = (_side(row, side, prefixes, where) for side in ("subject", "object"))
            who = row.get("author_label") or row.get("reviewer_label") or row.get("mapping_tool") or ""
            found.append(Judgement(left, right, verdict, who, row.get("mapping_date") or "", row.get("comment") or ""))
    return Imported(tuple(found), passed_over)


def _metadata(head: Iterable[str]) -> list[tuple[str, str]]:
    return [(found[1], found[2] or "") for line in head if (found := _META.match(line))]


def _verdict(row: Mapping[str, str | None], prefixes: Mapping[str, str]) -> str:
    predicate = _expanded(row["predicate_id"] or "", prefixes)
    if predicate == CK.candidateOf:
        return "undecided"
    if predicate not in _SAME:
        return ""
    return "different" if row.get("predicate_modifier") == "Not" else "same"


def _side(row: Mapping[str, str | None], side: str, prefixes: Mapping[str, str], where: str) -> str:
    """What stands on one side: the label of a thing of ours or of a literal, else the IRI."""
    name, label = row.get(f"{side}_id") or "", row.get(f"{side}_label") or ""
    address = _expanded(name, prefixes)
    if label and (not address or address.startswith(iris.BASE) or row.get(f"{side}_type") == _LITERAL):
        return label
    if not address:
        raise SourceError(f"{where} has neither {side}_id nor {side}_label: it needs one of them")
    return address


def _expanded(curie: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, rest = curie.strip("<>").partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes and not rest.startswith("//") else curie.strip("<>")
