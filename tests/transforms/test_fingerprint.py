from hypothesis import given
from hypothesis import strategies as st

from transforms.fingerprint import fingerprint

WORDS = [f"word{number % 97}x{number}" for number in range(300)]


def test_case_spaces_and_punctuation_do_not_matter():
    one = fingerprint("A Title", "Some words, and others.")
    assert one.exact == fingerprint("a title!", "some  words and\n\nothers").exact
    assert one.exact != fingerprint("a title", "some words and another").exact


def test_the_title_does_not_run_into_the_body():
    assert fingerprint("one two", "three").exact != fingerprint("one", "two three").exact


def test_near_duplicates_share_a_band_and_strangers_none():
    text = " ".join(WORDS)
    near = " ".join([*WORDS[:290], *["a", "few", "words", "at", "the", "end"]])
    other = " ".join(reversed(WORDS))
    bands = set(fingerprint(None, text).bands)
    assert bands & set(fingerprint(None, near).bands)
    assert not bands & set(fingerprint(None, other).bands)


def test_the_same_on_every_machine():
    # A stored signature is compared with ones made later: a change here needs a new pipeline version.
    assert fingerprint("Title", " ".join(WORDS)).exact == "11598dcec97b3a479c52c22b7e721dda"
    assert fingerprint("Title", " ".join(WORDS)).bands[0] == "005e0940b7eeb2"


def test_a_short_text_has_no_bands():
    assert fingerprint("t", "too short to say").bands == ()


@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint(text):
    assert len(fingerprint(text, text).exact) == 32
