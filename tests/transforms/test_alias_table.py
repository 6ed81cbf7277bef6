"""The alias table: every row can be used, and the part that is compiled for a first text finds what the whole does."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import alias_table
from transforms.alias_table import ALIAS_FILES, alias_beginning, lexicon, lexicon_for, rows

SCRIPTS = ("latin", "cyrillic", "arabic", "han")


@pytest.mark.parametrize("name", ALIAS_FILES)
def test_no_alias_is_empty(name):
    fields = [(row[0], row[3]) for row in rows(name) if len(row) > 3 and row[3]]
    assert [entity for entity, field in fields if not all(re.split(r"[|;]", field))] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_form_begins_as_its_alias_does(script):
    wrong = [
        (entry.alias, form)
        for entry in alias_table._entries(script)
        for form in alias_table._forms(entry)
        if not alias_table._plain(form).startswith(alias_beginning(entry.alias, entry.language))
    ]
    assert wrong == []


def hits(words, text):
    """What a lexicon finds, with what it means."""
    return [
        (start, end, words.is_strong(pattern) if pattern >= words.first_title else words.senses(pattern))
        for pattern, start, end in words.automaton.find_matches_as_indexes(text)
    ]


@pytest.mark.parametrize("script", SCRIPTS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_the_part_for_a_first_text_finds_what_the_whole_does(script, data):
    whole = lexicon(script)
    some = data.draw(st.lists(st.sampled_from(whole.patterns) | st.text(max_size=8), max_size=12))
    text = data.draw(st.sampled_from([" ", "", ", ", "\n"])).join(some)
    alias_table._first_texts.clear()
    assert hits(lexicon_for(script, text), text) == hits(whole, text)
