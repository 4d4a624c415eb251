"""Official codes: what they mean, and which are none."""

import pytest

from ontology import codes, vocab


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("330282", "慈溪市"), ("330282000000", "慈溪市"), ("330282104", "掌起镇"), ("330282104000", "掌起镇"),
        ("33 02 82", "慈溪市"), ("33", "浙江省"), ("3302", "宁波市"), ("330283", "奉化区"), ("410381", "偃师区"),
    ],
)  # fmt: skip
def test_a_place_by_its_code(code: str, label: str) -> None:
    assert codes.place(code).label == label


@pytest.mark.parametrize("code", ["330299", "33028", "3302821", "慈溪市", "", "33028299"])
def test_no_division_code(code: str) -> None:
    with pytest.raises(ValueError, match="no division code"):
        codes.place(code)


@pytest.mark.parametrize("name", ["奉化市", "浙江省宁波市奉化市", "宁波奉化市"])
def test_a_former_name_leads_to_the_place_that_came_after(name: str) -> None:
    found = vocab.place(name)
    assert found is not None
    assert (found.label, found.code) == ("奉化区", "330213")


def test_every_former_place_has_one_successor_and_an_end() -> None:
    now = {each.code for each in vocab.concepts("place")}
    former = vocab.concepts("former")
    assert len(former) >= 10
    for each in former:
        after = vocab.successor(each.code)
        assert after is not None, each
        assert each.code not in now, each
        assert after.broader == each.broader, each
        found = vocab.place(each.label, within=each.code)
        assert found == after, each


def test_credit_codes_have_a_check_digit() -> None:
    assert codes.credit_code(" 91110108551385082q") == "91110108551385082Q"
    for text, words in (("91110108551385082X", "check digit"), ("9111010855138508", "18"), ("A" * 18, "no unified")):
        with pytest.raises(ValueError, match=words):
            codes.credit_code(text)


def test_industries_with_or_without_the_letter() -> None:
    assert codes.industry("C3857") == codes.industry("3857") == codes.industry("c3857")
    with pytest.raises(ValueError, match="GB/T 4754"):
        codes.industry("C9999")
