"""Boilerplate out of a page's lines, each with its reason: rules for what words say, a small model for what form says.

1. Rules (boilerplate_rules.py) judge each line by its words. Some are certain; others count where other furniture is.
2. A model of line forms (line_features.py, content_model.py) tells the prose of articles from teasers, comments and menus by
   its look and its neighbourhood.
3. What belongs to an article but is no prose is kept by where it stands: the headline, date, byline and section over the
   first paragraph, subheads between paragraphs, bylines and credits under the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.article_furniture import PageLines, first_guess, is_paste, keep_foot, keep_heads, keep_inside
from transforms.boilerplate_rules import Match, Place, has_embed_link, is_embed_signature, match_line
from transforms.bylines import read_byline
from transforms.comment_thread import SHORT_ARTICLE, comment_thread
from transforms.content_model import content_scores
from transforms.dates import read_date_line
from transforms.line_features import LineForm, Ruling, read_forms
from transforms.pages import page_starts
from transforms.types import Block, Cleaned, Reason, Removed

_ARTICLE = 700  # weight of prose above the comments that can be what they are about; stamps are surer than a word
_ARTICLE_SHARE = 0.2  # of the page's prose: enough as well
_TEASERS = 14  # lines that a list of related links reaches below the line that opens it
_BOXES = frozenset({Reason.COMMENT, Reason.COOKIE, Reason.NEWSLETTER, Reason.PAYWALL, Reason.RELATED, Reason.TAGS})
_READ = frozenset({Reason.CAPTION, Reason.CREDIT, Reason.METADATA, Reason.TAGS})
_FIRST_TEASERS = 3
_LONGEST_OPENER = 32
_TWEET_LINES = 4  # lines of a tweet's words above its signature


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a line goes, and why."""

    reason: Reason
    rule: str


def strip_boilerplate(blocks: Sequence[Block], language: str | None = None) -> Cleaned:
    """Every block in exactly one of kept and removed, both in order.

    Headline, date lines, bylines, datelines, credits and the section's line stay: segmentation needs them.
    """
    forms = read_forms(blocks)
    matches = [match_line(block.text) for block in blocks]
    starts = page_starts(blocks, forms, matches, language)
    if len(starts) == 1:
        verdicts = _judge(blocks, forms, matches, language)
    else:
        verdicts = [
            verdict
            for start, end in pairwise((*starts, len(blocks)))
            for verdict in _judge(blocks[start:end], read_forms(blocks[start:end]), matches[start:end], language)
        ]
    kept = tuple(block for block, verdict in zip(blocks, verdicts, strict=True) if verdict is None)
    removed = tuple(
        Removed(block, verdict.reason, verdict.rule) for block, verdict in zip(blocks, verdicts, strict=True) if verdict
    )
    return Cleaned(kept, removed, tuple(blocks[start].where for start in starts[1:]))


def _judge(
    blocks: Sequence[Block], forms: Sequence[LineForm], matches: Sequence[Match | None], language: str | None
) -> list[Verdict | None]:
    """For each block of one page why it goes; None: it stays."""
    certain = _certain(blocks, forms, matches)
    rulings = _rulings(blocks, forms, matches, certain)
    scores = content_scores(blocks, forms, rulings)
    free = [verdict is None and not ruling.in_thread for verdict, ruling in zip(certain, rulings, strict=True)]
    teasers = [
        (ruling.since_related <= _TEASERS or ruling.after_comments) and not form.prose
        for ruling, form in zip(rulings, forms, strict=True)
    ]
    opened = [
        ruling.since_related <= _FIRST_TEASERS and teaser for ruling, teaser in zip(rulings, teasers, strict=True)
    ]
    near = [ruling.near for ruling in rulings]
    page = PageLines(blocks, forms, free, near, teasers, opened, is_paste(free, near), language)
    content = first_guess(page, scores)
    content = keep_foot(page, keep_heads(page, keep_inside(page, content, scores), scores))
    start = content.index(True) if True in content else len(content)
    verdicts = [
        certain[index]
        or (None if content[index] else _verdict(forms[index], matches[index], rulings[index], after=index > start))
        for index in range(len(blocks))
    ]
    return _by_section(verdicts, start)


def read_rulings(blocks: Sequence[Block], forms: Sequence[LineForm]) -> list[Ruling]:
    """What the rules say of each line, for fitting the model's weights."""
    matches = [match_line(block.text) for block in blocks]
    return _rulings(blocks, forms, matches, _certain(blocks, forms, matches))


# --- rules ------------------------------------------------------------------------------------------------------------


def _certain(
    blocks: Sequence[Block], forms: Sequence[LineForm], matches: Sequence[Match | None]
) -> list[Verdict | None]:
    """Lines that a rule decides alone, and the words of embedded posts over their signatures."""
    verdicts = [
        Verdict(match.reason, match.rule) if match and match.place is Place.ANYWHERE else None for match in matches
    ]
    for index, block in enumerate(blocks):
        verdict = verdicts[index]
        if verdict and verdict.reason in _READ and (_is_read(block.text) or _is_told(verdict, forms[index])):
            verdicts[index] = None
        if is_embed_signature(block.text):
            verdicts[index] = Verdict(Reason.EMBED, "embed:signature")
            for above in _tweet_above(blocks, forms, index):
                verdicts[above] = Verdict(Reason.EMBED, "embed:words")
    return verdicts


def _is_told(verdict: Verdict, form: LineForm) -> bool:
    """A paragraph that an agency signs at its end ("... . (ANSA)") is no caption with its photographer."""
    return verdict.reason is Reason.CAPTION and form.prose and "credit" not in verdict.rule


def _is_read(text: str) -> bool:
    """A byline with its agency in brackets looks like a caption with its credit, and a labelled date like a tag line."""
    byline = read_byline(text, place="foot")
    signs = (
        byline is not None and bool(byline.people) and all(person.role != "photographer" for person in byline.people)
    )
    date = read_date_line(text)
    return signs or (date is not None and date.published is not None)


def _tweet_above(blocks: Sequence[Block], forms: Sequence[LineForm], signature: int) -> range:
    """The lines of a post above its signature: up to one with a link that only posts hold, or one line without it."""
    for start in range(signature - 1, max(-1, signature - 1 - _TWEET_LINES), -1):
        if has_embed_link(blocks[start].text):
            return range(start, signature)
        if forms[start].weight > 400:
            break
    return range(0)


def _rulings(
    blocks: Sequence[Block],
    forms: Sequence[LineForm],
    matches: Sequence[Match | None],
    certain: Sequence[Verdict | None],
) -> list[Ruling]:
    found: list[Ruling] = []
    related, comments, thread, told, above = 99, False, comment_thread(blocks, forms), False, 0
    whole = sum(form.weight for form in forms if form.prose)
    for index, (block, match, verdict, form) in enumerate(zip(blocks, matches, certain, forms, strict=True)):
        # "READ MORE: a headline" is complete; "Read more" alone has its headlines below.
        opens = match and match.opens and verdict and match.reason is Reason.RELATED
        if told and opens and form.weight <= _LONGEST_OPENER:
            related = 0
        elif match is None and block.text.endswith((":", "：")):
            related = 99  # it opens a list of the article's own
        else:
            # A blank line inside a list of teasers brings its end nearer, one under its opener does not.
            related = min(related + (4 if form.prose else 3 if block.gap and related else 1), 99)
        told = told or (form.prose and verdict is None)  # over the first paragraph, "Latest" is a word of a menu
        near = match is not None and verdict is None
        found.append(Ruling(verdict is not None, near, related, comments, comments and index >= thread))
        above += form.weight if form.prose else 0
        # Readers' comments come after an article: a line that opens them above most of the prose is a link to them.
        comments = comments or (
            (index + 1 == thread and above >= min(SHORT_ARTICLE, _ARTICLE_SHARE * whole))
            or (_opens_comments(match) and above >= min(_ARTICLE, _ARTICLE_SHARE * whole))
        )
    return found


def _opens_comments(match: Match | None) -> bool:
    return match is not None and match.opens and match.reason is Reason.COMMENT


# --- reasons ----------------------------------------------------------------------------------------------------------


def _by_section(verdicts: list[Verdict | None], start: int) -> list[Verdict | None]:
    """A line that goes for its form alone belongs to the box whose first line a rule knows; over the article, boxes are menus."""
    found: list[Verdict | None] = []
    box: Reason | None = None
    for index, verdict in enumerate(verdicts):
        if verdict is None:
            box = None
            found.append(None)
        elif not verdict.rule.startswith("region:"):
            box = verdict.reason
            head = verdict.reason is Reason.RELATED and index < start
            found.append(Verdict(Reason.NAVIGATION, verdict.rule) if head else verdict)
        else:
            inside = box in _BOXES and (box is not Reason.RELATED or index > start)
            found.append(Verdict(box, f"region:in {box}") if inside and box else verdict)
    return found


def _verdict(form: LineForm, match: Match | None, ruling: Ruling, *, after: bool) -> Verdict:
    """Why a line that is no content goes: its own rule, the section that it stands in, or its form; `after` content or before."""
    if match is not None:
        return Verdict(match.reason, match.rule)
    if ruling.after_comments:
        return Verdict(Reason.COMMENT, "region:after comments")
    if ruling.since_related <= _TEASERS:
        return Verdict(Reason.RELATED, "region:after related")
    if form.prose or (form.weight >= 35 and after):
        return Verdict(Reason.RELATED, "region:apart from the article")
    return Verdict(Reason.NAVIGATION, "region:short lines apart from the article")
