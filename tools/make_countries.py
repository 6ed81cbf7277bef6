"""Writes transforms/data/entities_countries.tsv: country names in every language from Unicode CLDR, by way of babel.

Run it from the project's root: python tools/make_countries.py
What CLDR does not say (short forms, acronyms, old names) stands in transforms/data/entities_country_aliases.tsv.
"""

# ruff: noqa: INP001

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale

TARGET = Path("transforms/data/entities_countries.tsv")

HEADER = """\
# Countries and territories as entities. Made by tools/make_countries.py: do not edit; add aliases in
# entities_country_aliases.tsv. Names: Unicode CLDR (Unicode License v3); ids: Wikidata (CC0).
# Columns: id, type, canonical English name, aliases (untagged: every language; xx=: documents in that language),
# country (ISO 3166-1 alpha-2), latitude, longitude (a point well inside the country).
"""

# Document language, and the CLDR locales that write it.
LANGUAGES = {
    "en": "en", "de": "de", "fr": "fr", "es": "es", "pt": "pt pt_PT", "it": "it", "nl": "nl", "ru": "ru", "ar": "ar",
    "tr": "tr", "zh": "zh zh_Hant", "ja": "ja", "sv": "sv", "da": "da", "no": "nb",
}  # fmt: skip

# Where CLDR's English name is not the one the press knows.
NAMES = {
    "BA": "Bosnia and Herzegovina", "CD": "DR Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast", "CV": "Cape Verde",
    "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macau", "PS": "Palestine", "TL": "East Timor", "TR": "Turkey",
    "ST": "São Tomé and Príncipe", "AG": "Antigua and Barbuda", "TT": "Trinidad and Tobago", "KN": "Saint Kitts and Nevis",
    "LC": "Saint Lucia", "VC": "Saint Vincent and the Grenadines", "VA": "Vatican City",
}  # fmt: skip

# CLDR's names for these are not what anybody writes, or (Granada) are rather a city of the same name.
BY_HAND = {"CD", "CG", "GD", "HK", "MO"}

# Code, Wikidata id, latitude, longitude.
COUNTRIES = """
AD Q228 42.5 1.5;AE Q878 24 54;AF Q889 33 65;AG Q781 17.1 -61.8;AL Q222 41 20;AM Q399 40 45;AO Q916 -12.5 18.5
AR Q414 -34 -64;AT Q40 47.3 13.3;AU Q408 -25 133;AZ Q227 40.5 47.5;BA Q225 44 18;BB Q244 13.2 -59.5;BD Q902 24 90
BE Q31 50.8 4;BF Q965 13 -2;BG Q219 43 25;BH Q398 26 50.5;BI Q967 -3.5 30;BJ Q962 9.5 2.3;BN Q921 4.5 114.7
BO Q750 -17 -65;BR Q155 -10 -55;BS Q778 24.3 -76;BT Q917 27.5 90.5;BW Q963 -22 24;BY Q184 53 28;BZ Q242 17.3 -88.8
CA Q16 60 -95;CD Q974 -2.5 23.5;CF Q929 7 21;CG Q971 -1 15.5;CH Q39 47 8;CI Q1008 8 -5;CL Q298 -30 -71
CM Q1009 6 12;CN Q148 35 105;CO Q739 4 -72;CR Q800 10 -84;CU Q241 21.5 -80;CV Q1011 16 -24;CY Q229 35 33
CZ Q213 49.8 15.5;DE Q183 51 9;DJ Q977 11.5 43;DK Q35 56 10;DM Q784 15.4 -61.3;DO Q786 19 -70.7;DZ Q262 28 3
EC Q736 -2 -77.5;EE Q191 59 26;EG Q79 27 30;ER Q986 15 39;ES Q29 40 -4;ET Q115 8 38;FI Q33 64 26;FJ Q712 -18 178
FM Q702 6.9 158.2;FR Q142 46 2;GA Q1000 -1 11.8;GB Q145 54 -2;GD Q769 12.1 -61.7;GE Q230 42 43.5;GH Q117 8 -2
GL Q223 72 -40;GM Q1005 13.5 -15.5;GN Q1006 11 -10;GQ Q983 2 10;GR Q41 39 22;GT Q774 15.5 -90.3;GW Q1007 12 -15
GY Q734 5 -59;HK Q8646 22.3 114.2;HN Q783 15 -86.5;HR Q224 45.2 15.5;HT Q790 19 -72.4;HU Q28 47 20;ID Q252 -5 120
IE Q27 53 -8;IL Q801 31.5 34.8;IN Q668 20 77;IQ Q796 33 44;IR Q794 32 53;IS Q189 65 -18;IT Q38 42.8 12.8
JM Q766 18.3 -77.5;JO Q810 31 36;JP Q17 36 138;KE Q114 1 38;KG Q813 41 75;KH Q424 13 105;KI Q710 1.4 173
KM Q970 -12.2 44.3;KN Q763 17.3 -62.8;KP Q423 40 127;KR Q884 37 127.5;KW Q817 29.5 45.8;KZ Q232 48 68;LA Q819 18 105
LB Q822 33.8 35.8;LC Q760 13.9 -61;LI Q347 47.2 9.5;LK Q854 7 81;LR Q1014 6.5 -9.5;LS Q1013 -29.5 28.5;LT Q37 56 24
LU Q32 49.8 6.2;LV Q211 57 25;LY Q1016 25 17;MA Q1028 32 -5;MC Q235 43.7 7.4;MD Q217 47 29;ME Q236 42.5 19.3
MG Q1019 -20 47;MH Q709 7.1 171.2;MK Q221 41.8 22;ML Q912 17 -4;MM Q836 22 98;MN Q711 46 105;MO Q14773 22.2 113.5
MR Q1025 20 -12;MT Q233 35.9 14.4;MU Q1027 -20.3 57.6;MV Q826 3.2 73;MW Q1020 -13.5 34;MX Q96 23 -102;MY Q833 2.5 112.5
MZ Q1029 -18.3 35;NA Q1030 -22 17;NE Q1032 16 8;NG Q1033 10 8;NI Q811 13 -85;NL Q55 52.5 5.8;NO Q20 62 10
NP Q837 28 84;NR Q697 -0.5 166.9;NZ Q664 -41 174;OM Q842 21 57;PA Q804 9 -80;PE Q419 -10 -76;PG Q691 -6 147
PH Q928 13 122;PK Q843 30 70;PL Q36 52 20;PR Q1183 18.2 -66.5;PS Q219060 31.9 35.2;PT Q45 39.5 -8;PW Q695 7.5 134.6
PY Q733 -23 -58;QA Q846 25.5 51.3;RO Q218 46 25;RS Q403 44 21;RU Q159 60 100;RW Q1037 -2 30;SA Q851 25 45
SB Q685 -8 159;SC Q1042 -4.6 55.5;SD Q1049 15 30;SE Q34 62 15;SG Q334 1.4 103.8;SI Q215 46.1 14.8;SK Q214 48.7 19.5
SL Q1044 8.5 -11.5;SM Q238 43.9 12.4;SN Q1041 14 -14;SO Q1045 6 48;SR Q730 4 -56;SS Q958 7 30;ST Q1039 1 7
SV Q792 13.8 -88.9;SY Q858 35 38;SZ Q1050 -26.5 31.5;TD Q657 15 19;TG Q945 8 1.2;TH Q869 15 100;TJ Q863 39 71
TL Q574 -8.8 125.8;TM Q874 40 60;TN Q948 34 9;TO Q678 -21.2 -175.2;TR Q43 39 35;TT Q754 10.5 -61.3;TV Q672 -8.5 179.2
TW Q865 23.7 121;TZ Q924 -6 35;UA Q212 49 32;UG Q1036 1 32;US Q30 38 -97;UY Q77 -33 -56;UZ Q265 41 64;VA Q237 41.9 12.45
VC Q757 13.2 -61.2;VE Q717 8 -66;VN Q881 16 106;VU Q686 -16 167;WS Q683 -13.7 -172.1;XK Q1246 42.6 20.9;YE Q805 15.5 47.5
ZA Q258 -29 24;ZM Q953 -15 30;ZW Q954 -19 29;EH Q6250 24.5 -13.5
"""


def main() -> None:
    """Write the table."""
    rows = [_row(*entry.split()) for entry in COUNTRIES.replace("\n", ";").split(";") if entry]
    TARGET.write_text(HEADER + "".join(rows), encoding="utf-8")


def _row(code: str, wikidata: str, lat: str, lon: str) -> str:
    name = NAMES.get(code) or _forms("en", code)[0]
    said = (f"{language}={'|'.join(names)}" for language in LANGUAGES if (names := _written(language, code, name)))
    return "\t".join((wikidata, "place", name, ";".join(said), code, lat, lon)) + "\n"


def _written(language: str, code: str, name: str) -> list[str]:
    """The country's names in a language, each once; the canonical name need not be said again."""
    if code in BY_HAND:
        return []
    names = [form for locale in LANGUAGES[language].split() for form in _forms(locale, code)]
    return [form for form in dict.fromkeys(names) if form != name]


def _forms(locale: str, code: str) -> list[str]:
    """CLDR's name; "Myanmar (Burma)" is two names."""
    name = Locale.parse(locale).territories[code]
    name = name.replace("’", "'").replace(" - ", "-")
    outer = re.sub(r"\s*[(（].*?[)）]", "", name).strip()
    inner = re.findall(r"[(（](.*?)[)）]", name)
    return [outer, *inner]


if __name__ == "__main__":
    main()
