"""The article of a page as a segment: each kept block with its role, by what the markup says of it."""

from collections.abc import Collection, Sequence

from transforms.html.content import PageContent
from transforms.html.run_features import squeeze
from transforms.label import meta_role
from transforms.lines import read_line
from transforms.types import Block, Kind, Labelled, Reason, Removed, Role, Segment

_HEAD = 6  # blocks at the head among which dates and bylines are looked for
_FOOT = 3
_OVER, _UNDER = 8, 4  # runs over the first and round the last block where what is said about the article stands
# What a rule or a name calls one of these speaks about something else.
_SAID = frozenset(set(Reason) - {Reason.METADATA, Reason.CREDIT, Reason.RELATED, Reason.NAVIGATION})
_SHORTEST_TITLE = 12  # letters with which a shorter or longer form of the title is one
_LONGEST_ANNOUNCEMENT = 60
_LONGEST_META = 160  # characters of a date line or a byline


def page_segment(
    content: PageContent, title: str | None, standfirst: str | None, language: str | None
) -> Segment | None:
    """The page's only article; None where none of its blocks is a body's. `title` and `standfirst` are as the page shows them.

    A standfirst is the first of its paragraphs: markup seldom says whether it is part of the text.
    """
    labelled: list[Labelled] = []
    removed: list[Removed] = []
    taken = {item.block.where for item in content.removed}
    for index, block in enumerate(content.kept):
        found = (
            Reason.RELATED
            if _announces_removed(content.kept, index, taken)
            else _role(content.kept, index, title, standfirst, language)
        )
        if isinstance(found, Reason):
            removed.append(Removed(block, found, "page:label"))
        elif found is Role.TITLE and any(item.role is Role.TITLE for item in labelled):
            removed.append(Removed(block, Reason.TITLE_REPEAT, "page:label"))
        else:
            labelled.append(Labelled(block, found))
    if not any(item.role is Role.PARAGRAPH for item in labelled):
        return None
    about, rest = _about_article(content, language)
    blocks = sorted((*labelled, *about), key=lambda item: item.block.where)
    removed = sorted((*rest, *removed), key=lambda item: item.block.where)
    return Segment(tuple(blocks), tuple(removed), 0, 1, "page")


def _about_article(content: PageContent, language: str | None) -> tuple[list[Labelled], list[Removed]]:
    """Dates, bylines and credits round the text: cleaning took them out, and they are read as the article's."""
    first, last = content.kept[0].where, content.kept[-1].where
    about: list[Labelled] = []
    rest: list[Removed] = []
    for item in content.removed:
        block = item.block
        over = first - _OVER <= block.where <= first + _UNDER
        under = last - _UNDER <= block.where <= last + _UNDER
        near = (over or under) and len(block.text) <= _LONGEST_META and item.reason not in _SAID
        line = read_line(block, language) if near else None
        if line is not None and line.meta and not line.masthead:
            about.append(Labelled(block, meta_role(line)))
        else:
            rest.append(item)
    return about, rest


def _role(
    blocks: Sequence[Block], index: int, title: str | None, standfirst: str | None, language: str | None
) -> Role | Reason:
    block = blocks[index]
    if title and (block.level or index < _HEAD) and _says(block.text, title):
        return Role.TITLE
    if index < _HEAD or index >= len(blocks) - _FOOT:
        line = read_line(block, language) if len(block.text) <= _LONGEST_META else None
        if line and block.kind is not Kind.HEADING and (line.meta or line.bare_byline):
            return meta_role(line)
    if block.kind is Kind.HEADING and not (standfirst and squeeze(block.text) == squeeze(standfirst)):
        return Role.SUBHEAD if _heads_something(blocks, index) else Reason.RELATED
    return Role.PARAGRAPH


def _announces_removed(blocks: Sequence[Block], index: int, taken: Collection[int]) -> bool:
    """A short line with a colon ("Read also:") whose list is gone, or that nothing follows."""
    block = blocks[index]
    if len(block.text) > _LONGEST_ANNOUNCEMENT or not block.text.endswith((":", "：")):
        return False
    return index + 1 == len(blocks) or block.where + 1 in taken


def _says(text: str, title: str) -> bool:
    """Whether a block is the title, or the title with its kicker or without."""
    one, other = squeeze(text), squeeze(title)
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST_TITLE and shorter in longer and len(longer) < 1.6 * len(shorter)


def _heads_something(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph follows before the next heading of the same rank or a higher one."""
    for block in blocks[index + 1 :]:
        if block.kind is not Kind.HEADING:
            return True
        if block.level <= blocks[index].level:
            return False
    return False
