"""The terms that may be used, as closed namespaces: a mistyped term is an error that names the nearest.

`CK` holds exactly what ck.ttl declares; the others hold the terms of foreign vocabularies that the project uses.
A term is its IRI as a plain str.

>>> CK.locatedIn
'https://w3id.org/cixi-kg/ontology#locatedIn'
>>> CK["partOf"] == CK.partOf
True
>>> CK.locateIn
Traceback (most recent call last):
    ...
AttributeError: no term ck:locateIn; the nearest is ck:locatedIn
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ontology import iris

# A regular expression instead of an RDF library: this runs whenever the command starts.
_DECLARATION = re.compile(r"^ck:(\w+) a ", re.MULTILINE)


class Namespace:
    """A prefix, the IRI it stands for, and the only names that may follow it.

    Terms are attributes (`CK.locatedIn`) and items (`CK["locatedIn"]`); iterating gives the names in order.
    Raises AttributeError for an attribute and KeyError for an item that is no term of the namespace.
    """

    def __init__(self, prefix: str, base: str, names: Iterable[str]) -> None:
        self._prefix, self._base = prefix, base
        self._terms = {name: base + name for name in sorted(set(names))}
        self.__dict__.update(self._terms)

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):  # a probe by copy, pickle, doctest and the like, perhaps before __init__
            raise AttributeError(name)
        raise AttributeError(self._unknown(name))

    def __getitem__(self, name: str) -> str:
        if name not in self._terms:
            raise KeyError(self._unknown(name))
        return self._terms[name]

    def __contains__(self, name: object) -> bool:
        return name in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __str__(self) -> str:
        return self._base

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches  # only on the way to an error: not worth its start-up time

        folded = {term.lower(): term for term in self._terms}
        near = [folded[match] for match in get_close_matches(name.lower(), folded, n=3)]
        verb = "is" if len(near) == 1 else "are"
        hint = f"; the nearest {verb} {', '.join(f'{self._prefix}:{term}' for term in near)}" if near else ""
        return f"no term {self._prefix}:{name}{hint}"


def _declared() -> list[str]:
    return _DECLARATION.findall(Path(__file__).with_name("ck.ttl").read_text(encoding="utf-8"))


# Other people's vocabularies: the IRI each prefix stands for, and the names that the project uses.
_FOREIGN = {
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type Statement subject predicate object langString"),
    "rdfs": ("http://www.w3.org/2000/01/rdf-schema#", "label comment seeAlso subClassOf subPropertyOf isDefinedBy"),
    "owl": ("http://www.w3.org/2002/07/owl#", "sameAs Class ObjectProperty DatatypeProperty Ontology versionInfo"),
    "xsd": (
        "http://www.w3.org/2001/XMLSchema#",
        "string decimal integer nonNegativeInteger boolean date dateTime gYear gYearMonth anyURI",
    ),
    "skos": (
        "http://www.w3.org/2004/02/skos/core#",
        "Concept ConceptScheme prefLabel altLabel hiddenLabel notation definition note scopeNote inScheme "
        "hasTopConcept topConceptOf broader narrower related exactMatch closeMatch broadMatch narrowMatch relatedMatch",
    ),
    "dcterms": (
        "http://purl.org/dc/terms/",
        "identifier title date issued modified publisher source license type language spatial isPartOf hasPart "
        "description creator subject format",
    ),
    "prov": (
        "http://www.w3.org/ns/prov#",
        "Entity Activity Agent wasDerivedFrom hadPrimarySource wasGeneratedBy wasAttributedTo value",
    ),
    "oa": (
        "http://www.w3.org/ns/oa#",
        "SpecificResource TextPositionSelector TextQuoteSelector hasSource hasSelector start end exact prefix suffix",
    ),
    "qb": (
        "http://purl.org/linked-data/cube#",
        "DataSet Observation DataStructureDefinition dataSet structure component dimension measure attribute",
    ),
    "dcat": (
        "http://www.w3.org/ns/dcat#",
        "Dataset Distribution Resource downloadURL landingPage distribution mediaType keyword",
    ),
    "org": ("http://www.w3.org/ns/org#", "Organization FormalOrganization headOf hasUnit unitOf"),
    "schema": ("https://schema.org/", "Person Place Organization Product name url sameAs identifier"),
    "qudt": ("http://qudt.org/schema/qudt/", "Unit QuantityKind conversionMultiplier hasUnit numericValue"),
    "time": ("http://www.w3.org/2006/time#", "Interval Instant hasBeginning hasEnd inXSDDate"),
    "sh": (
        "http://www.w3.org/ns/shacl#",
        "ValidationReport conforms result focusNode resultPath value resultMessage resultSeverity sourceShape "
        "sourceConstraintComponent Violation Warning Info",
    ),
}  # fmt: skip

CK = Namespace("ck", iris.CK, _declared())
RDF, RDFS, OWL, XSD, SKOS, DCTERMS, PROV, OA, QB, DCAT, ORG, SCHEMA, QUDT, TIME, SH = (
    Namespace(prefix, base, names.split()) for prefix, (base, names) in _FOREIGN.items()
)

PREFIXES: dict[str, str] = {
    "ck": iris.CK,
    "id": f"{iris.BASE}id/",
    "graph": f"{iris.BASE}graph/",
    **{scheme: f"{iris.BASE}vocab/{scheme}/" for scheme in iris.SCHEMES},
    **{prefix: base for prefix, (base, _) in _FOREIGN.items()},
}


def prefixes(*names: str) -> str:
    """The SPARQL PREFIX lines for these prefixes, in the order given; for all of PREFIXES without a name.

    Raises KeyError for a prefix that is not in PREFIXES.

    >>> print(prefixes("ck"), end="")
    PREFIX ck: <https://w3id.org/cixi-kg/ontology#>
    """
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names or PREFIXES)
