from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from stores.bulk import Action, chunks

ACTIONS = st.lists(st.builds(Action, st.just("index"), st.text(max_size=5), st.none() | st.binary(max_size=300)))


@settings(deadline=None)
@given(ACTIONS, st.integers(1, 5), st.integers(1, 600))
def test_chunks_keep_all_actions_in_order_and_within_both_bounds(actions, most, most_bytes):
    parts = list(chunks(actions, most, most_bytes))
    assert [action for part in parts for action in part] == actions
    for part in parts:
        assert 1 <= len(part) <= most
        assert len(part) == 1 or sum(action.size for action in part) <= most_bytes


@settings(deadline=None)
@given(ACTIONS)
def test_no_chunk_could_have_taken_the_next_action(actions):
    parts = list(chunks(actions, 4, 400))
    for part, after in pairwise(parts):
        assert len(part) == 4 or sum(action.size for action in (*part, after[0])) > 400


def test_an_action_is_a_line_or_two():
    assert Action("a", "1", b"{}").lines == b'{"index":{"_index":"a","_id":"1"}}\n{}\n'
    assert Action("a", "1", None).lines == b'{"delete":{"_index":"a","_id":"1"}}\n'
