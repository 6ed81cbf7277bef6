"""Bylines in Chinese, Japanese and Korean, where no spaces part a mark from a name: 记者王明, 佐藤太郎記者, 홍길동 기자."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from transforms.lazy_pattern import lazy
from transforms.names import rows
from transforms.outlet_table import any_of, within
from transforms.person_names import read_name, speaks_for_itself

_LONGEST = 100  # characters
_SCRIPT = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN_WORDS = re.compile(r"[A-Za-z]{3,}")
_SENTENCE = re.compile(r"[。！？!?]|[是在了的]\S{6,}")
_BETWEEN = re.compile(r"[、,，;；/／|｜\s\u3000　和与及&＆·]+(?![^、,，;；/／|｜\s]{0,3}[·・])")
_NAME_TAIL = lazy(
    r"(?:综合报道|綜合報導|现场报道|报道|报导|報道|報導|综合|摄影报道|摄影|攝影|摄|攝|整理|撰写|撰文|编译|編譯|编辑|实习生|专电|电|記者|さん|氏)$"
)
_PLACED_TAIL = lazy(
    r"^(?:发自|發自)?(?P<place>[\u3400-\u9fff]{2,6}?)(?:专电|[综專]?合?(?:报道|报导|報導|報道|专访|电|連線|连线))$"
)
_HOUSE = re.compile(r"^(?:新华社|新华网|新華社|人民网|人民日报|中新社|中新网|央视|本报|本報|本网|本刊|本社)")
_JAPANESE = lazy(
    r"^[【〔（(\[]?(?:(?P<place>[\u30a0-\u30ff\u3400-\u9fff]{2,10})[＝=])?(?P<name>[\u3400-\u9fff々]{2,4}[\s\u3000]?[\u3040-\u30ff\u3400-\u9fff々]{0,4}?)"
    r"(?:記者|特派員|編集委員|論説委員)?[】〕）)\]]?$"
)
_REPORTER = re.compile(r"記者|特派員|委員")
_KOREAN = lazy(
    r"(?:^|[\s=·,/\[(])(?P<name>[가-힣]{2,4})\s*(?:기자|특파원|선임기자|인턴기자|논설위원|칼럼니스트|통신원|앵커|PD)(?=$|[\s=·,/\])])"
)
_KOREAN_REST = re.compile(
    r"[\s=·,/\[\]()\-|]|[\w.+-]+@[\w.-]+|서울|부산|도쿄|워싱턴|베이징|런던|파리|뉴욕|연합뉴스|뉴시스|글|사진|[가-힣]{2,4}="
)

# A button before the credit (新华网) and the day's number behind it (中央社): "【纠错】 责任编辑：李四", "（編輯：李四）1100812"
_FRAME = re.compile(r"^[【\[]\s*(?:纠错|糾錯)\s*[】\]]\s*|(?<=[）)])\d{6,8}$")


@dataclass(frozen=True, slots=True)
class Found:
    """The people of a line with their roles, and the place."""

    people: tuple[tuple[str, str], ...]
    place: str | None = None
    bare: bool = False  # a name alone, which counts only where its place says so


def is_likely(line: str) -> bool:
    """Whether a line is written in one of the three scripts, and short enough for a byline."""
    head = line[:12]
    return not head.isascii() and max(head) > "\u3000" and _SCRIPT.search(head) is not None


def read(line: str) -> Found | None:
    """Who made the article, where a line says that and nothing else."""
    if len(line) > _LONGEST:
        return None
    line = _FRAME.sub("", line)
    return _marked(line) or _korean(line) or _japanese(line)


@cache
def _roles() -> dict[str, str]:
    return {
        word: role
        for kind, role, language, words in rows("byline_words.tsv")
        if kind in {"open", "label"} and language in {"zh", "ja"}
        for word in words.split("|")
    }


@cache
def _marks() -> re.Pattern[str]:
    long = any_of([mark for mark in _roles() if len(mark) > 1])
    short = any_of([mark for mark in _roles() if len(mark) == 1])
    return re.compile(rf"(?:{long})|(?:(?<![\u3400-\u9fff])(?:{short})(?=\s*[:：/／|｜・]))")


def _marked(line: str) -> Found | None:
    marks = list(_marks().finditer(line))
    if not marks or not _is_house(line[: marks[0].start()].strip(" 　【（([")):
        return None
    people: list[tuple[str, str]] = []
    place: str | None = None
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        content = line[mark.end() : following.start() if following else len(line)].strip(
            " 　:：/／|｜・)）】]([（【,，;；、"
        )
        for piece in filter(None, _pieces(content)):
            if found := _PLACED_TAIL.match(piece):
                place = found["place"]
                continue
            if _NAME_TAIL.fullmatch(piece):
                continue
            name = _name(piece)
            if name is None:
                return None
            people.append((name, _roles()[mark[0]]))
    if people and all(role == "photographer" for _, role in people):
        return None
    return Found(tuple(dict.fromkeys(people)), place) if people else None


def _is_house(before: str) -> bool:
    """What may stand before the first mark: nothing, or whose reporter it is. "佐藤太郎記者" has its name there."""
    if not before or _HOUSE.fullmatch(before):
        return True
    return len(before) <= 12 and ("驻" in before or "駐" in before or within(before) is not None)


def _pieces(content: str) -> Iterator[str]:
    """Names of a list; a lone pair of characters may be a name with a space inside: 王 明."""
    pieces = [piece.strip("()（）【】[] ") for piece in _BETWEEN.split(content)]
    if len(pieces) == 2 and all(len(piece) == 1 for piece in pieces):
        pieces = ["".join(pieces)]
    yield from pieces


def _name(piece: str) -> str | None:
    bare = piece
    while (shorter := _NAME_TAIL.sub("", bare)) != bare and len(shorter) > 1:
        bare = shorter
    if _SENTENCE.search(bare):
        return None
    if bare.isascii():
        return bare if re.fullmatch(r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}", bare) else None
    return read_name(bare)


def _korean(line: str) -> Found | None:
    names = [found["name"] for found in _KOREAN.finditer(line)]
    if not names or _KOREAN_REST.sub("", _KOREAN.sub("", line)):
        return None
    return Found(tuple((name, "reporter") for name in names))


def _japanese(line: str) -> Found | None:
    """【ソウル＝佐藤太郎】, 佐藤太郎記者, and bare 佐藤太郎."""
    found = [_JAPANESE.match(part) for part in re.split(r"[、,，]", line)]
    people: list[tuple[str, str]] = []
    for one in found:
        if one is None or not read_name(one["name"]) or not speaks_for_itself(one["name"]):
            return None
        people.append((one["name"], "reporter" if _REPORTER.search(one[0]) else "author"))
    place = next((one["place"] for one in found if one and one["place"]), None)
    sure = place is not None or _REPORTER.search(line) is not None
    return Found(tuple(people), place, bare=not sure) if sure or len(people[0][0]) <= 6 else None
