"""IRIs: the base, and minting. The same name gives the same IRI in every build, on every machine.

>>> thing("Company", "公牛集团股份有限公司")
'https://w3id.org/cixi-kg/id/company/公牛集团股份有限公司'
>>> concept("unit", "万元/亩")
'https://w3id.org/cixi-kg/vocab/unit/万元-亩'
"""

import hashlib
import re
import unicodedata

BASE = "https://w3id.org/cixi-kg/"
CK = BASE + "ontology#"
SCHEMES = ("industry", "metric", "unit", "honour", "place", "scope")

_LONGEST_SLUG = 80


def slug(name: str) -> str:
    """The part of an IRI that stands for a name: letters and digits, other runs folded to one hyphen.

    Symbols that tell units apart (%, ‰, ℃) are spelt out first. A name over 80 characters keeps its
    beginning and ends in a hash of the whole, so that it stays unique.

    >>> slug("慈溪市新一轮“腾笼换鸟、凤凰涅槃”方案（2021—2025年）")
    '慈溪市新一轮-腾笼换鸟-凤凰涅槃-方案-2021-2025年'
    """
    text = name.replace("%", "percent").replace("％", "percent").replace("‰", "permille").replace("℃", "celsius")
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\W_]+", "-", text).strip("-")
    if len(text) > _LONGEST_SLUG:
        text = f"{text[:_LONGEST_SLUG]}-{digest(name)}"
    return text or digest(name)


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for the parts, in their order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def thing(kind: str, key: str) -> str:
    """The IRI of a thing: kind is the class's local name (Company, Observation …), key its name."""
    return f"{BASE}id/{kind.lower()}/{slug(key)}"


def concept(scheme: str, key: str) -> str:
    """The IRI of a concept in one of the vocabularies."""
    if scheme not in SCHEMES:
        raise ValueError(f"unknown vocabulary {scheme!r}: one of {', '.join(SCHEMES)}")
    return f"{BASE}vocab/{scheme}/{slug(key)}"


def graph(name: str) -> str:
    """The IRI of a named graph: a document's identifier, or ontology, inferred, links, dataset/NAME."""
    return f"{BASE}graph/{'/'.join(slug(part) for part in name.split('/'))}"


def document(identifier: str) -> str:
    """The IRI of a document."""
    return thing("Document", identifier)
