"""The dictionary tells words from names, and its words cover the text."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.dictionary import first_word, is_word, kind, last_word, tagged


def test_words_and_names() -> None:
    assert is_word("纺织")
    assert is_word("投资")
    assert not is_word("晨曜")
    assert kind("展示") == "v"
    assert kind("晨曜") == ""


@given(st.text(max_size=60))
def test_the_words_of_a_text_are_the_text(text: str) -> None:
    assert "".join(word for word, _ in tagged(text)) == text


@given(st.text(max_size=20))
def test_the_first_and_the_last_word_of_any_text(text: str) -> None:
    assert text.startswith(first_word(text)[0])
    assert text.endswith(last_word(text)[0])
    assert bool(first_word(text)[0]) == bool(last_word(text)[0]) == bool(text)
