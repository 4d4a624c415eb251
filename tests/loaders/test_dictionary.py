"""The dictionary tells words from names, and its words cover the text."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.dictionary import is_word, kind, tagged


def test_words_and_names() -> None:
    assert is_word("纺织")
    assert is_word("投资")
    assert not is_word("晨曜")
    assert kind("展示") == "v"
    assert kind("晨曜") == ""


@given(st.text(max_size=60))
def test_the_words_of_a_text_are_the_text(text: str) -> None:
    assert "".join(word for word, _ in tagged(text)) == text
