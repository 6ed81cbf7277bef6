from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from transforms.language import LOOKED_AT, SEED, TRIALS, LanguageFinding, detect_language, primary

_FILE = Path(__file__).with_name("language_samples.tsv")
_LINES = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
SAMPLES = [(language, text) for language, _, text in (line.partition("\t") for line in _LINES)]
IDS = [f"{language}-{number}" for number, (language, _) in enumerate(SAMPLES)]


def _language(text: str, declared: str | None = None) -> str | None:
    found = detect_language(text, declared)
    return found.language if found else None


@pytest.mark.parametrize(("language", "text"), SAMPLES, ids=IDS)
def test_language_of_a_paragraph(language, text):
    assert _language(text) == language
    assert _language(text, declared="en") == language, "a wrong declaration changes nothing"


@pytest.fixture(scope="module")
def stock():
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(SEED)
    return factory


def test_answers_are_those_of_stock_langdetect(stock):
    compared = 0
    for _, text in SAMPLES:
        ours = detect_language(text)
        if ours and ours.rule == "langdetect":
            detector = stock.create()
            detector.n_trial = TRIALS
            detector.append(text[:LOOKED_AT])
            theirs = detector.get_probabilities()[0]
            assert (ours.language, ours.confidence) == (theirs.lang, pytest.approx(theirs.prob, abs=1e-3)), text
            compared += 1
    assert compared >= 45


_EIGHT_FIRST_CALLS = """
from concurrent.futures import ThreadPoolExecutor
from transforms.language import detect_language
texts = ["The council voted late on Tuesday to close two bridges for repairs, and nobody was happy about it. " * 3,
         "Der Stadtrat hat am Dienstag beschlossen, zwei Brücken zu sperren, und niemand war darüber froh. " * 3,
         "Городской совет поздно вечером решил закрыть два моста, и никто этому не обрадовался. " * 3]
with ThreadPoolExecutor(8) as pool:
    print([found.language for found in pool.map(detect_language, texts * 8)])
"""


def test_first_call_from_eight_threads():
    done = subprocess.run([sys.executable, "-c", _EIGHT_FIRST_CALLS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(["en", "de", "ru"] * 8)


def test_threads_agree_with_one_thread():
    texts = [text for _, text in SAMPLES]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect_language, texts)) == [detect_language(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        pytest.param("", None, None, id="nothing"),
        pytest.param("", "de-AT", LanguageFinding("de", 0.5, "declared"), id="nothing-but-declared"),
        pytest.param("12.05.2021 17:30 https://t.me/1", None, None, id="digits-and-address"),
        pytest.param("Police close bridge", None, None, id="short"),
        pytest.param("Police close bridge", "en_GB", LanguageFinding("en", 0.5, "declared"), id="short-declared"),
        pytest.param("Полиция закрыла мост", "en", None, id="short-declared-in-another-script"),
        pytest.param("Полиция закрыла мост", "ru", LanguageFinding("ru", 0.5, "declared"), id="short-russian"),
        pytest.param("外交部回应", None, LanguageFinding("zh", 0.9, "script"), id="short-han"),
        pytest.param("首相が会見、外相も同席", None, LanguageFinding("ja", 0.9, "script"), id="short-kana"),
        pytest.param("대통령 기자회견", None, LanguageFinding("ko", 0.9, "script"), id="short-hangul"),
        pytest.param(
            "外交部发言人说，日本动画片《となり》很受欢迎，中国观众喜欢这部电影。", "ja", "zh", id="han-quotes-kana"
        ),
        pytest.param(
            "文在寅(문재인) 总统星期二在首尔表示，双方将继续对话，不会改变立场，谈判仍在进行之中。",
            None,
            "zh",
            id="han-quotes-hangul",
        ),
    ],
)
def test_short_and_single_script(text, declared, expected):
    found = detect_language(text, declared)
    assert (found if isinstance(expected, LanguageFinding) or expected is None else found.language) == expected


@pytest.mark.parametrize(
    ("lead", "rest"),
    [pytest.param("ru", "en", id="russian-quotation-first"), pytest.param("en", "de", id="english-quotation-first")],
)
def test_a_quotation_is_not_the_text(lead, rest):
    texts = dict(reversed(SAMPLES))
    assert _language(f"{texts[lead][:90]} {texts[rest]} {texts[rest]}") == rest


def test_a_language_without_profile_is_believed_where_a_neighbour_is_found():
    galician = (
        "O concello decidiu na noite do martes pechar dúas pontes por mor dunhas obras urxentes, o que fará máis longa "
        "ata o outono a viaxe diaria de miles de persoas. Os opositores din que a alcaldesa non escoitou os comerciantes."
    )
    assert detect_language(galician, "gl-ES").rule == "declared"
    assert _language(galician, "fr") != "fr"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en-US", "en"), ("EN_us", "en"), ("nb-NO", "no"), ("nn", "no"), ("zh-Hant-TW", "zh"), ("x-default", None), ("", None), (None, None), ("english", None)],
)  # fmt: skip
def test_primary_subtag(tag, expected):
    assert primary(tag) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=700), st.none() | st.text(max_size=8))
def test_never_raises(text, declared):
    found = detect_language(text, declared)
    assert found is None or (len(found.language) == 2 and 0 <= found.confidence <= 1)
