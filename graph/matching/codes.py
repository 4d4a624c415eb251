"""Official codes that tell a thing whatever it is called, each written in one way (ontology/codes.py reads them).

>>> read_code("91330282MA0000000A", "Company")
Code(scheme='uscc', value='91330282MA0000000A')
>>> read_code("330282000000", "Place").value
'330282'
"""

from collections.abc import Callable
from dataclasses import dataclass

from ontology import codes
from ontology.errors import SourceError


@dataclass(frozen=True, order=True, slots=True)
class Code:
    """A checked code. scheme: uscc (统一社会信用代码), division (行政区划代码) or gbt4754 (国民经济行业分类)."""

    scheme: str
    value: str


def read_code(text: str, kind: str) -> Code:
    """The code of a thing of this class (local name); SourceError says what is wrong with it."""
    if kind not in READERS:
        raise SourceError(f"a {kind} has no official code: codes tell a {', '.join(READERS)}")
    scheme, reader = READERS[kind]
    try:
        return Code(scheme, reader(text.strip()))
    except ValueError as error:
        raise SourceError(str(error)) from error


def _division(text: str) -> str:
    return codes.place(text).code


def _industry(text: str) -> str:
    return codes.industry(text).code


READERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "Company": ("uscc", codes.credit_code),
    "Agency": ("uscc", codes.credit_code),
    "Place": ("division", _division),
    "Industry": ("gbt4754", _industry),
}
