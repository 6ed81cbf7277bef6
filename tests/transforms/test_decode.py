import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.files import make_capture
from transforms.decode import decode
from transforms.types import Page, Rejected

GERMAN = (
    "Die Bürgermeisterin eröffnete am Samstag die Brücke über den Fluß. „Schön“, sagte sie und fügte hinzu: Größe zähle. "
    * 4
)
RUSSIAN = "Губернатор открыл в субботу новый мост через реку и поблагодарил строителей за хорошую работу. " * 4
JAPANESE = "市長は土曜日に新しい橋を開通させ、工事に携わった人々に感謝の言葉を述べた。" * 6


def read(payload, name="a.txt"):
    return decode(make_capture("u", payload, name))


@pytest.mark.parametrize(
    ("payload", "text", "encoding", "rule"),
    [
        pytest.param(codecs.BOM_UTF8 + GERMAN.encode(), GERMAN, "utf-8", "bom", id="utf-8 with a mark"),
        pytest.param(
            codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), GERMAN, "utf-16-le", "bom", id="utf-16-le with a mark"
        ),
        pytest.param(
            codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), GERMAN, "utf-16-be", "bom", id="utf-16-be with a mark"
        ),
        pytest.param(
            codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"), GERMAN, "utf-32-le", "bom", id="utf-32 with a mark"
        ),
        pytest.param(GERMAN.encode("utf-16-le"), GERMAN, "utf-16-le", "detected", id="utf-16 without a mark"),
        pytest.param(RUSSIAN.encode(), RUSSIAN, "utf-8", "utf-8", id="utf-8"),
        pytest.param(GERMAN.encode("cp1252"), GERMAN, "cp1252", "detected", id="windows-1252"),
        pytest.param(RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251", "detected", id="windows-1251"),
        pytest.param(RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8_r", "detected", id="koi8-r"),
        pytest.param(JAPANESE.encode("shift_jis"), JAPANESE, "shift_jis", "detected", id="shift-jis"),
    ],
)
def test_the_encoding_that_wins_is_kept(payload, text, encoding, rule):
    page = read(payload)
    assert isinstance(page, Page)
    assert page.text == text
    assert page.encoding_rule == rule
    assert codecs.lookup(page.encoding).name.replace("cp932", "shift_jis") == codecs.lookup(encoding).name


def test_a_page_declares_its_charset():
    page = read(b'<html><meta charset="windows-1251"><p>' + RUSSIAN.encode("cp1251"), "a.html")
    assert (page.encoding, page.encoding_rule) == ("cp1251", "declared")
    assert RUSSIAN.strip() in page.text


@pytest.mark.parametrize("name", [b"no-such-charset", b"base64", b"utf-8"], ids=["unknown", "no text codec", "wrong"])
def test_a_declaration_that_cannot_be_is_not_believed(name):
    page = read(b'<html><meta charset="' + name + b'"><p>' + GERMAN.encode("cp1252"), "a.html")
    assert page.encoding_rule == "detected"
    assert GERMAN.strip() in page.text


def test_a_text_does_not_declare_anything():
    assert read(b'The words <meta charset="koi8-r"> in a text are words. ' + GERMAN.encode()).encoding == "utf-8"


def test_a_file_cut_inside_a_character_is_still_utf_8():
    page = read(GERMAN.encode() + "ü".encode()[:1])
    assert (page.encoding, page.encoding_rule) == ("utf-8", "utf-8-damaged")
    assert page.text.startswith(GERMAN)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \r\n\t", "empty", id="white space"),
        pytest.param(codecs.BOM_UTF8, "empty", id="a mark alone"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20, "binary", id="a picture"),
        pytest.param(b"\x7fELF" + bytes(range(1, 32)) * 30, "binary", id="control characters"),
    ],
)
def test_what_is_no_text_is_rejected(payload, reason):
    rejected = read(payload)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == reason


def test_mojibake_is_mended_where_it_is_certain():
    line = "Die Brücke über den Fluß – „schön“".encode().decode("cp1252", "replace").replace("\ufffd", "")
    sound = "Ein Satz mit Â und Ã, wie ihn niemand schreibt, aber auch kein Schaden."
    page = read(f"{'Die Bürger über Größe'.encode().decode('cp1252')}\n{sound}\n".encode())
    assert page.mended
    assert page.text.split("\n")[:2] == ["Die Bürger über Größe", sound]
    assert line


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, JAPANESE, "Ângela Ãna Ðuro", "São Paulo, CHÂTEAU, ÄÖÜ"])
def test_sound_text_is_never_mended(text):
    page = read(text.encode())
    assert (page.text, page.mended) == (text, False)


def test_every_line_end_becomes_one():
    assert read("a\r\nb\rc\u2028d\x0ce".encode()).text == "a\nb\nc\nd\ne"


@given(st.binary(max_size=3000), st.sampled_from(["a.txt", "a.html"]))
def test_any_bytes_are_a_page_or_a_reject(payload, name):
    assert isinstance(read(payload, name), (Page, Rejected))


@pytest.mark.parametrize(
    ("payload", "charset", "text", "encoding", "rule"),
    [
        pytest.param(RUSSIAN.encode("koi8-r"), "KOI8-R", RUSSIAN, "koi8-r", "transport", id="right"),
        pytest.param(RUSSIAN.encode(), "utf-8", RUSSIAN, "utf-8", "transport", id="utf-8"),
        pytest.param(RUSSIAN.encode(), "iso-8859-1", RUSSIAN, "utf-8", "utf-8", id="a server's default over UTF-8"),
        pytest.param(
            RUSSIAN.encode("cp1251"), "utf-8", RUSSIAN, "cp1251", "detected", id="it does not read every byte"
        ),
        pytest.param(GERMAN.encode(), "x-klingon", GERMAN, "utf-8", "utf-8", id="no encoding"),
        pytest.param(GERMAN.encode(), "zip", GERMAN, "utf-8", "utf-8", id="a codec that is no encoding"),
    ],
)
def test_the_transport_is_a_witness(payload, charset, text, encoding, rule):
    page = decode(make_capture("u", payload, "a.txt", charset=charset))
    assert isinstance(page, Page)
    assert (page.text, page.encoding, page.encoding_rule) == (text, encoding, rule)


def test_the_transport_goes_before_the_page_s_own_word():
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{RUSSIAN}</p></body></html>'
    decoded = decode(make_capture("u", page.encode("cp1251"), "a.html", charset="windows-1251"))
    assert isinstance(decoded, Page)
    assert RUSSIAN in decoded.text
