"""Official codes: division codes (GB/T 2260), unified social credit codes (GB 32100-2015), industries (GB/T 4754).

Each function gives what a code means and raises ValueError, whose words are the end of a sentence, for any other.
"""

import re
import unicodedata
from functools import cache

from ontology import vocab
from ontology.vocab import Concept


def place(code: str) -> Concept:
    """The place of a division code of 2, 4, 6, 9 or 12 digits, which spaces may part (33 02 82).

    A code that was given up leads to the place that came after it (ontology/vocab/former.ttl).
    """
    plain = re.sub(r"\s", "", code)
    if not re.fullmatch(r"\d\d|\d{4}|\d{6}|\d{9}|\d{12}", plain, re.ASCII):
        raise ValueError(f"{code!r} is no division code: it has 6, 9 or 12 digits")
    plain = plain.ljust(6, "0")
    plain = plain[:9] if plain[9:] == "000" else plain
    plain = plain[:6] if plain[6:] == "000" else plain
    found = _places().get(plain) or vocab.successor(plain)
    if found is None:
        raise ValueError(f"{code} is no division code of the official list (2023) nor a former one that is known")
    return found


def credit_code(text: str) -> str:
    """A unified social credit code, its check digit right, without spaces and in capitals."""
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    try:
        return str(uscc.validate(unicodedata.normalize("NFKC", text)))
    except InvalidLength as error:
        raise ValueError(f"the unified social credit code {text!r} has not 18 characters") from error
    except InvalidChecksum as error:
        raise ValueError(f"the check digit of the unified social credit code {text!r} is wrong") from error
    except ValidationError as error:
        raise ValueError(f"{text!r} is no unified social credit code") from error


def industry(code: str) -> Concept:
    """The industry of a code of GB/T 4754-2017, with or without the letter of its section (C3857, 3857)."""
    found = _industries().get(code.strip().upper())
    if found is None:
        raise ValueError(f"{code} is no code of GB/T 4754-2017")
    return found


@cache
def _places() -> dict[str, Concept]:
    return {each.code: each for each in vocab.concepts("place")}


@cache
def _industries() -> dict[str, Concept]:
    every = vocab.concepts("gbt4754")
    return {each.code[1:]: each for each in every if len(each.code) > 1} | {each.code: each for each in every}
