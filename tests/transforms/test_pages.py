"""Whole pages pasted one after another: each gives its own article, and one page stays one."""

from dataclasses import dataclass
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.blocks import text_blocks
from transforms.boilerplate import strip_boilerplate
from transforms.segment import segment
from transforms.types import Reason, Role


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a reader copies it: what stands over the article, the article, what stands under it."""

    language: str
    head: str
    title: str
    signed: str
    body: str
    comments: str
    foot: str

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n\n")

    def text(self, *, comments: bool = True, foot: bool = True) -> str:
        parts = [self.head, self.title, self.signed, self.body]
        parts += [self.comments] * comments + [self.foot] * foot
        return "\n\n".join(part for part in parts if part)


HARBOUR = Page(
    "en",
    "The Skerry Tribune\nHome | World | Politics | Business | Sport\nSubscribe\nLog in\n\nWorld",
    "Harbour of Ardmoor closes its old lock after a century",
    "By Moira Tallis\n12 May 2021, 09:40",
    "The harbour board of Ardmoor closed the old lock on Wednesday, a hundred and four years after the first ship went "
    "through it. About three hundred people stood on the quay and watched the gates shut for the last time.\n\n"
    "The lock had been too narrow for the newer ferries since the eighties, and the gates leaked at every spring tide. Its "
    "keeper, Donal Reay, said that he would miss the noise more than the work.\n\n"
    "The board wants to keep the stone walls and to turn the basin into a pool for children who learn to sail. The town has to "
    "agree to the plan before the end of the summer.",
    "Comments (3)\nOona Pratt\n12 May 2021, 10:15\nMy grandfather worked there for thirty years, he would have cried today.\n"
    "Reply\nSandy_67\n12 May 2021, 11:02\nA pool? Who is going to pay for it, the ratepayers again?\nReply\nTom Breck\n"
    "12 May 2021, 12:30\nThe old gates belong in the museum, not on the scrap heap.\nReply",
    "Share this article\nRelated articles\nFerry timetable changes in June\nTide tables for the west coast\n"
    "About us\nContact\nPrivacy policy\nTerms of use\n© 2021 The Skerry Tribune. All rights reserved.",
)
LIBRARY = Page(
    "en",
    "The Skerry Tribune\nHome | World | Politics | Business | Sport\nSubscribe\nLog in\n\nCulture",
    "Mobile library returns to the northern islands",
    "By Ewan Strand\n13 May 2021, 07:05",
    "A van with two thousand books went ashore on Lingay on Thursday, nine years after the council had sold the last one. "
    "The first reader was waiting at the pier in the rain before the ferry had tied up.\n\n"
    "The library service will call at seven islands in turn, each of them every third week. Readers may keep a book until "
    "the van comes back, and nobody has to pay a fine if the sea is too rough.\n\n"
    "The council pays for two years at first. Librarian Kirsty Orr said that she had ordered more poetry than she was "
    "supposed to, because winters were long and novels were soon finished.",
    "2 Comments\nMhairi B.\n13 May 2021, 08:44\nThe best news of the whole year for all of us up here.\nReply\nan islander\n"
    "13 May 2021, 09:10\nAnd who repairs the pier that the van has to cross?\nReply\nJess\n14 May 2021, 18:20\n"
    "Please bring the large print ones for my mother, she has read all of mine.\nReply",
    "Share this article\nAbout us\nContact\nPrivacy policy\nTerms of use\n© 2021 The Skerry Tribune. All rights reserved.",
)
BRIDGE = Page(
    "de",
    "Hallmoorer Anzeiger\nStartseite\nPolitik\nWirtschaft\nKultur\nSport\nAnmelden\nStartseite > Lokales > Hallmoor",
    "Brücke über die Ilse bleibt bis zum Herbst gesperrt",
    "Von Jutta Brandeis\n4. März 2022, 16:20 Uhr",
    "Die Brücke über die Ilse in Hallmoor bleibt länger gesperrt als geplant. Taucher haben am mittleren Pfeiler Risse "
    "gefunden, die bei der letzten Prüfung vor sechs Jahren noch nicht da waren.\n\n"
    "Wer ans andere Ufer will, muss bis auf Weiteres die Fähre nehmen oder einen Umweg von elf Kilometern fahren. Die "
    "Stadt will die Fähre deshalb auch am Sonntag fahren lassen.\n\n"
    "Der Bürgermeister rechnet mit Kosten von zwei Millionen Euro und hofft auf Geld vom Land. Eine neue Brücke wäre "
    "dreimal so teuer und frühestens in acht Jahren fertig.",
    "Kommentare (3)\nFährmann\n04.03.2022, 17:01\nSeit Jahren sage ich, dass die Pfeiler faul sind, aber mich fragt ja niemand.\n"
    "Antworten\nGerda K.\n04.03.2022, 18:12\nElf Kilometer mit dem Rad zur Arbeit, vielen Dank auch an die Stadt.\nAntworten\n"
    "Uwe\n05.03.2022, 07:45\nDie Fähre fährt hoffentlich auch im Winter, wenn Eis auf dem Fluss ist.\nAntworten",
    "Artikel teilen\nMehr zum Thema\nFähre bekommt neuen Motor\nImpressum\nDatenschutz\nAGB\nKontakt\n© 2022 Hallmoorer Anzeiger",
)
ORCHARD = Page(
    "fr",
    "La Gazette du Vernois\nAccueil\nMonde\nPolitique\nÉconomie\nCulture\nSport\nSe connecter\nÉconomie",
    "Les vergers du Vernois cherchent des bras pour la récolte",
    "Par Lucie Marnat\nPublié le 2 septembre 2020 à 08h15",
    "À dix jours de la récolte, les arboriculteurs du Vernois manquent encore de trois cents cueilleurs. Les saisonniers qui "
    "venaient chaque année de l'étranger ont renoncé au voyage, et les annonces restent sans réponse.\n\n"
    "La coopérative a ouvert ses dortoirs aux étudiants de la région et leur offre le repas de midi. Une centaine d'entre eux "
    "se sont inscrits, mais la plupart repartiront avant la fin du mois.\n\n"
    "« Une pomme n'attend pas », résume Paul Derance, qui cultive douze hectares sur le plateau. Il pense laisser une partie "
    "de ses arbres à ceux qui voudront se servir.",
    "Commentaires (3)\nmarcheur39\n02/09/2020 à 09:02\nJe veux bien venir, mais il faudrait un bus depuis la gare.\nRépondre\n"
    "Odile\n02/09/2020 à 10:31\nDe mon temps toute la classe allait aux pommes, et personne ne se plaignait.\nRépondre\n"
    "Jean-Luc P.\n03/09/2020 à 07:12\nAvec un meilleur salaire, ils trouveraient du monde en deux jours.\nRépondre",
    "Partager cet article\nÀ lire aussi\nLe marché de Vernois change de jour\nMentions légales\nContact\n"
    "Politique de confidentialité\n© 2020 La Gazette du Vernois",
)
WELL = Page(
    "es",
    "El Correo de Almendra\nPortada\nMundo\nPolítica\nEconomía\nCultura\nDeportes\nIniciar sesión\nSociedad",
    "El pozo de Almendra vuelve a dar agua tras once años seco",
    "Por Inés Robledo\n18 de abril de 2018",
    "El pozo de la plaza de Almendra volvió a dar agua el martes, once años después de secarse. Los vecinos bajaron con cubos "
    "y garrafas, y el alcalde mandó tocar la campana de la iglesia.\n\n"
    "Los técnicos de la comarca creen que las lluvias del invierno han llenado de nuevo la capa que lo alimenta. No saben "
    "cuánto durará, porque las huertas de la vega siguen sacando agua de la misma capa.\n\n"
    "De momento el agua no se puede beber. El laboratorio necesita dos semanas para decir si basta con hervirla, y hasta "
    "entonces el camión cisterna seguirá viniendo los viernes.",
    "Comentarios (3)\nPilar_M\n18/04/2018 12:40\nMi abuela decía siempre que el pozo volvería cuando menos falta hiciera.\n"
    "Responder\nvecino del barrio\n18/04/2018 13:05\nOjalá cuiden el agua esta vez y no la vendan a las huertas.\nResponder\n"
    "Toño\n19/04/2018 08:22\nLa campana se oyó hasta en mi pueblo, que está a nueve kilómetros.\nResponder",
    "Compartir\nTe puede interesar\nLa feria de mayo cambia de fecha\nAviso legal\nPolítica de privacidad\nContacto\n"
    "© 2018 El Correo de Almendra. Todos los derechos reservados.",
)
LIGHTHOUSE = Page(
    "ru",
    "Вестник Заозёрья\nГлавная\nПолитика\nЭкономика\nОбщество\nСпорт\nВойти\nОбщество",
    "Смотритель маяка на Каменном мысу вышел на пенсию",
    "Автор: Глеб Санин\n9 октября 2019, 14:30",
    "Последний смотритель маяка на Каменном мысу вышел на пенсию после сорока лет службы. Теперь лампу будет включать "
    "автоматика, а дом у башни останется пустым до весны.\n\n"
    "За эти годы он записал в журнал больше тысячи штормов и помог двум десяткам рыбаков, которых унесло от берега. Журналы "
    "он передал в школьный музей, где их уже читают дети.\n\n"
    "Жители посёлка просят оставить на мысу хотя бы одного человека. Они говорят, что автоматика не услышит, если кто-то "
    "позовёт на помощь с камней.",
    "Комментарии (3)\nЛюдмила\n09.10.2019 15:02\nСпасибо ему за всё, мой отец вернулся тогда только благодаря ему.\nОтветить\n"
    "рыбак51\n09.10.2019 16:47\nАвтоматика зимой замёрзнет, вот тогда и вспомните про человека.\nОтветить\nСветлана К.\n"
    "10.10.2019 08:15\nМожно ли посмотреть журналы тем, кто не учится в школе?\nОтветить",
    "Поделиться\nЧитайте также\nВ порту открыли новый причал\nО нас\nКонтакты\nПолитика конфиденциальности\n"
    "© 2019 Вестник Заозёрья. Все права защищены.",
)
PAGES = [HARBOUR, BRIDGE, ORCHARD, LIBRARY, WELL, LIGHTHOUSE]


def articles(text, language="en"):
    """For each article its title and its paragraphs."""
    found = segment(strip_boilerplate(text_blocks(text), language), language)
    return [
        (
            next((item.block.text for item in part.blocks if item.role is Role.TITLE), None),
            [item.block.text for item in part.blocks if item.role in (Role.PARAGRAPH, Role.SUMMARY)],
        )
        for part in found
    ]


def expected(pages):
    return [(page.title, page.paragraphs) for page in pages]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title.split()[0])
@pytest.mark.parametrize("comments", [True, False], ids=["comments", "no comments"])
def test_one_page_is_one_article(page, comments):
    assert articles(page.text(comments=comments), page.language) == expected([page])


@pytest.mark.parametrize("comments", [True, False], ids=["comments", "no comments"])
@pytest.mark.parametrize("foot", [True, False], ids=["foot", "no foot"])
@pytest.mark.parametrize(
    "pair", list(permutations(PAGES, 2)), ids=lambda pair: "+".join(one.title.split()[0] for one in pair)
)
def test_two_pages_are_two_articles(pair, comments, foot):
    text = "\n\n".join(page.text(comments=comments, foot=foot) for page in pair)
    assert articles(text, pair[0].language) == expected(pair)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n"], ids=["no blank line", "a blank line", "three"])
def test_ten_pages_are_ten_articles(gap):
    pages = [*PAGES, *PAGES[:4]]
    assert articles(gap.join(page.text() for page in pages)) == expected(pages)


def test_the_furniture_of_a_page_goes_with_its_article():
    found = segment(strip_boilerplate(text_blocks(f"{HARBOUR.text()}\n\n{BRIDGE.text()}"), "en"), "en")
    rights = [[item.block.text for item in part.removed if item.reason is Reason.RIGHTS] for part in found]
    assert rights == [["© 2021 The Skerry Tribune. All rights reserved."], ["© 2022 Hallmoorer Anzeiger"]]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([line for page in PAGES for line in page.text().split("\n")]), max_size=80))
def test_every_line_is_kept_or_removed_once(lines):
    blocks = text_blocks("\n".join(lines))
    found = segment(strip_boilerplate(blocks, "en"), "en")
    seen = [item.block for part in found for item in (*part.blocks, *part.removed)]
    assert not found or sorted(block.where for block in seen) == [block.where for block in blocks]


@pytest.mark.parametrize("copies", [2, 3, 10])
def test_the_same_page_pasted_again_and_again_is_that_article_each_time(copies):
    text = "\n\n".join([HARBOUR.text()] * copies)
    assert articles(text, "en") == expected([HARBOUR] * copies)


SHORT = """Skip to content
Harbour Gazette
Sport Culture Politics
Council agrees on a new pool
By Petra Lindner
14 March 2024

The council agreed on Wednesday to build a new pool. That is what mayor Karl Weber said after the meeting.

It is to cost twelve million euros. Four million of that are in the plans for 2025, as the treasurer told us.

Share on Facebook
You might also like
© 2024 Harbour Gazette. All rights reserved."""


@pytest.mark.parametrize("copies", [4, 10])
def test_what_repeats_with_everything_else_is_no_furniture_for_that(copies):
    blocks = text_blocks("\n\n".join(f"{SHORT}\n\nCopy {number}" for number in range(copies)))
    kept = [block.text for block in strip_boilerplate(blocks, "en").kept]
    assert (
        "The council agreed on Wednesday to build a new pool. That is what mayor Karl Weber said after the meeting."
        in kept
    )
