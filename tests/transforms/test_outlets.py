"""Outlets by address, by the lines that name them, and of whole segments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import domains
from transforms.names import fold, rows
from transforms.outlets import (
    by_name,
    by_url,
    from_url,
    read_masthead,
    read_outlet,
    read_rights,
    split_title,
)
from transforms.types import Block, Context, Kind, Labelled, Reason, Removed, Role, Segment

ADDRESSES = [
    ("https://www.theguardian.com/world/2016/may/03/clock", "The Guardian"),
    ("https://www.bbc.com/news/world-1", "BBC News"),
    ("https://www.bbc.com/mundo/noticias-1", "BBC Mundo"),
    ("http://arabic.rt.com/news/1", "RT Arabic"),
    ("https://actualidad.rt.com/x", "RT en Español"),
    ("https://m.spiegel.de/panorama/x", "Der Spiegel"),
    ("https://edition.cnn.com/x", "CNN"),
    ("https://english.alarabiya.net/x", "Al Arabiya English"),
    ("http://www.aa.com.tr/en/x", "Anadolu Agency"),
    ("https://web.archive.org/web/20151007000000/http://www.sana.sy/en/?p=1", "SANA"),
    ("https://www-lemonde-fr.translate.goog/x", "Le Monde"),
    ("HTTPS://RG.RU:443/x", "Rossiyskaya Gazeta"),
    ("https://news.springfield-courier.co.uk/a", "springfield-courier.co.uk"),
    ("https://clockmaker.blogspot.com/1", "clockmaker.blogspot.com"),
    ("https://www.facebook.com/bbcnews", None),
    ("https://t.co/7QCpEy1oU7", None),
    ("https://news.google.com/x", None),
    ("not an address", None),
    ("http://[::1", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "name"), ADDRESSES, ids=[url for url, _ in ADDRESSES])
def test_addresses(url: str, name: str | None):
    row = from_url(url)
    assert (row.name if row else None) == name


def test_only_the_tables_outlets_are_known_by_url():
    assert by_url("https://news.springfield-courier.co.uk/a") is None


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("a.city.kobe.jp", "city.kobe.jp"),
        ("a.b.kobe.jp", "a.b.kobe.jp"),
        ("xn--80ak6aa92e.xn--p1ai", "xn--80ak6aa92e.xn--p1ai"),
        ("com", None),
        ("127.0.0.1", None),
        ("a..b", None),
    ],
)
def test_registrable_domains(host: str, domain: str | None):
    assert domains.registrable(host) == domain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("THE GUARDIAN", "The Guardian"),
        ("Guardian", "The Guardian"),
        ("El Pais", "El País"),
        ("Российская газета", "Rossiyskaya Gazeta"),
        ("الجزيرة نت", "Al Jazeera Arabic"),
        ("人民日报", "People's Daily"),
        ("Sueddeutsche", None),
    ],
)
def test_names(text: str, name: str | None):
    row = by_name(text)
    assert (row.name if row else None) == name


MASTHEADS = [
    ("BBC News", "BBC News"),
    ("(Le Monde)", "Le Monde"),
    ("Financialtribune.com", "Financial Tribune"),
    ("www.nytimes.com", "The New York Times"),
    ("https://www.nytimes.com/", "The New York Times"),
    ("example.org", "example.org"),
    ("The Guardian | World", "The Guardian"),
    ("The Independent – 12 March 2016", "The Independent"),
    ("From BBC News", "BBC News"),
    ("Via The Verge", "The Verge"),
    ("Source: Tehran Times", "Tehran Times"),
    ("Quelle: Die Welt", "Die Welt"),
    ("Fonte: Corriere della Sera", "Corriere della Sera"),
    ("Источник: Коммерсант", "Kommersant"),
    ("المصدر: الجزيرة نت", "Al Jazeera Arabic"),
    ("Kaynak: Hürriyet", "Hürriyet"),
    ("来源：人民网", "People's Daily"),
    ("明報新聞網", "Ming Pao"),
    ("AGI - Agenzia Italia", "AGI"),
    ("Fuente: ABC", "ABC (Spain)"),
    ("The News International", "The News International"),
    # words and sections that outlets are also called by
    ("World", None),
    ("News", None),
    ("ABC", None),
    ("ABC // DEF", None),
    ("Capital", None),
    ("Sport | Fußball", None),
    ("From Russia", None),
    # links and platforms
    ("https://example.com/some/page", None),
    ("twitter.com", None),
    ("t.co/7QCpEy1oU7pic.twitter.com", None),
    # an agency beside a name is a credit
    ("Jane Doe | Reuters", None),
    ("The clock on the station wall runs again", None),
    ("St. Louis", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "name"), MASTHEADS, ids=[line for line, _ in MASTHEADS])
def test_mastheads(line: str, name: str | None):
    row = read_masthead(line)
    assert (row.name if row else None) == name


RIGHTS = [
    ("All rights reserved by Rossiyskaya Gazeta.", "Rossiyskaya Gazeta"),
    ("© 2015 The Guardian News and Media Limited", "The Guardian"),
    ("Copyright The Financial Times Limited 2016. All rights reserved.", "Financial Times"),
    ("© Süddeutsche Zeitung Digitale Medien GmbH. Alle Rechte vorbehalten.", "Süddeutsche Zeitung"),
    ("Tous droits réservés © Le Monde 2016", "Le Monde"),
    ("Copyright © 2020 El País. Todos los derechos reservados.", "El País"),
    ("© 2020 Corriere della Sera - RIPRODUZIONE RISERVATA", "Corriere della Sera"),
    ("© 2021 NRC Media. Alle rechten voorbehouden.", "NRC"),
    ("© АО «Коммерсантъ». Все права защищены.", "Kommersant"),
    ("جميع الحقوق محفوظة لشبكة الجزيرة 2016", "Al Jazeera Arabic"),
    ("© Hürriyet Gazetesi. Tüm hakları saklıdır.", "Hürriyet"),
    ("人民网版权所有，未经书面授权禁止使用", "People's Daily"),
    ("Copyright © 1997-2015 by www.people.com.cn. all rights reserved", "People's Daily"),
    ("朝日新聞社 無断転載を禁じます", "Asahi Shimbun"),
    ("Copyright 2016 Time Inc. All rights reserved", "Time"),
    ("© 2019 The Springfield Courier. All rights reserved.", "The Springfield Courier"),
    ("Alle Rechte vorbehalten", None),
    ("© 2016 Getty Images", None),
    ("Copyright 2018 Jane Doe", None),
    ("© 2021 DPG Media B.V. - alle rechten voorbehouden", None),
    ("Copyright law changed after The Guardian reported on it.", None),
    ("The Guardian reported that the clock runs again.", None),
]


@pytest.mark.parametrize(("line", "name"), RIGHTS, ids=[line for line, _ in RIGHTS])
def test_rights_lines(line: str, name: str | None):
    row = read_rights(line)
    assert (row.name if row else None) == name


@pytest.mark.parametrize(
    ("title", "bare", "name"),
    [
        ("Station clock runs | The Guardian", "Station clock runs", "The Guardian"),
        ("Station clock runs - BBC News", "Station clock runs", "BBC News"),
        ("The Guardian | Station clock runs", "Station clock runs", "The Guardian"),
        ("US to send clocks – NYT", "US to send clocks – NYT", None),
        ("Clock runs - Reuters", "Clock runs - Reuters", None),
        ("Station clock: what now", "Station clock: what now", None),
    ],
)
def test_titles_lose_the_outlets_name(title: str, bare: str, name: str | None):
    words, row = split_title(title)
    assert (words, row.name if row else None) == (bare, name)


@given(st.text(max_size=300))
def test_any_line_is_read_without_an_error(text: str):
    read_masthead(text)
    read_rights("© " + text)
    from_url(text)
    assert split_title(text)[0] in text


def test_the_table_is_sound():
    table = list(rows("outlets.tsv"))
    kinds = {"newspaper", "broadcaster", "agency", "magazine", "online", "state media"}
    assert len(table) >= 450
    assert all(len(row) == 8 for row in table)
    assert all(row[5] in kinds and row[2] and len(row[3]) in {0, 2} and len(row[4]) in {0, 2} for row in table)
    assert len({row[0] for row in table}) == len(table)
    addresses = [address for row in table for address in row[2].split()]
    assert len(set(addresses)) == len(addresses)
    assert all(fold(row[1]) for row in table)


# --- segments ---------------------------------------------------------------------------------------------------------

BODY = (Role.PARAGRAPH, "The clock on the station wall runs again after three years, the town council said on Monday.")
TITLE = (Role.TITLE, "Station clock runs again")


def outlet(
    *lines: tuple[Role, str],
    removed: tuple[tuple[Reason, str], ...] = (),
    context: Context | None = None,
    agency: str | None = None,
) -> tuple[str, str, str, int] | None:
    blocks = tuple(
        Labelled(Block(Kind.PARAGRAPH, text, text, number), role) for number, (role, text) in enumerate(lines, 1)
    )
    taken = tuple(Removed(Block(Kind.PARAGRAPH, text, text, 90), reason, "test") for reason, text in removed)
    found = read_outlet(Segment(blocks, taken, 0, 1, "whole"), context or Context(), agency)
    return (found.outlet.name, found.rule, found.words, found.where) if found else None


def test_the_address_beside_the_capture_comes_first():
    context = Context(url="https://arabic.rt.com/x")
    assert outlet((Role.PARAGRAPH, "BBC News"), BODY, context=context) == (
        "RT Arabic",
        "url",
        "https://arabic.rt.com/x",
        0,
    )


def test_the_way_to_an_article_begins_with_the_site():
    trail = (Reason.NAVIGATION, "新华网 > 地方 > 正文")
    assert outlet(TITLE, BODY, removed=(trail,)) == ("Xinhua", "furniture", "新华网 > 地方 > 正文", 90)
    assert outlet(TITLE, BODY, removed=((Reason.NAVIGATION, "News > Town > Clock"),)) is None


def test_a_domain_as_the_last_line():
    assert outlet(TITLE, BODY, (Role.PARAGRAPH, "Financialtribune.com")) == (
        "Financial Tribune",
        "masthead",
        "Financialtribune.com",
        3,
    )


def test_a_removed_rights_line():
    line = "All rights reserved by Rossiyskaya Gazeta."
    assert outlet(TITLE, BODY, removed=((Reason.RIGHTS, line),)) == ("Rossiyskaya Gazeta", "rights", line, 90)


def test_a_national_agencys_house_style_names_its_own_site():
    lines = (TITLE, (Role.DATELINE, "Moscow, SANA"), BODY)
    assert outlet(*lines, agency="SANA") == ("SANA", "dateline", "Moscow, SANA", 2)


@pytest.mark.parametrize(
    ("line", "agency"), [("LONDON (Reuters)", "Reuters"), ("Damascus (SANA)", "SANA"), ("Berlin, dpa", "dpa")]
)
def test_other_datelines_do_not_name_the_outlet(line: str, agency: str):
    assert outlet(TITLE, (Role.DATELINE, line), BODY, agency=agency) is None


def test_a_newspapers_line_comes_before_the_datelines_agency():
    lines = (TITLE, (Role.DATELINE, "Moscow, SANA"), BODY, (Role.PARAGRAPH, "Tehran Times"))
    assert outlet(*lines, agency="SANA") == ("Tehran Times", "masthead", "Tehran Times", 4)


def test_an_agency_over_the_title_is_the_masthead_and_under_it_a_credit():
    assert outlet((Role.PARAGRAPH, "Reuters"), TITLE, BODY) == ("Reuters", "agency-masthead", "Reuters", 1)
    assert outlet(TITLE, (Role.BYLINE, "Reuters"), BODY) is None


def test_the_outlet_beside_a_name_or_a_date():
    assert outlet(TITLE, (Role.BYLINE, "By Jane Doe, BBC News"), BODY) == (
        "BBC News",
        "byline",
        "By Jane Doe, BBC News",
        2,
    )
    found = outlet(TITLE, (Role.DATE, "Published in Dawn, March 4th, 2018"), BODY)
    assert found == ("Dawn", "date-line", "Published in Dawn, March 4th, 2018", 2)


def test_of_two_outlets_with_one_name_the_one_in_the_language_of_the_text():
    removed = ((Reason.RIGHTS, "© 2014 PÚBLICO Comunicação Social SA"),)
    found = outlet(TITLE, BODY, removed=removed, context=Context(language="pt"))
    assert found is not None
    assert found[0] == "Público (Portugal)"


@pytest.mark.parametrize("reason", [Reason.EMBED, Reason.RELATED, Reason.COMMENT, Reason.AD])
def test_what_others_say_does_not_name_the_outlet(reason: Reason):
    assert outlet(TITLE, BODY, removed=((reason, "BBC News"),)) is None


def test_a_paragraph_that_speaks_of_an_outlet_does_not_make_it_the_outlet():
    assert (
        outlet(TITLE, BODY, (Role.PARAGRAPH, "The Guardian had asked about the clock and its copyright in May."))
        is None
    )
