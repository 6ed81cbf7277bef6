"""Who is quoted: example sentences by language, each with the speakers that it has; none where it does not say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.entities import find_named
from transforms.named import Names, read_names
from transforms.quote_marks import MASK, masked, quoted_spans
from transforms.quotes import find_quotations

EXAMPLES = [
    ("en", "“The station will open in May,” Sergei Lavrov said.", "Sergey Lavrov"),
    ("en", '"The station will open in May," said Russian Foreign Minister Sergei Lavrov.', "Sergey Lavrov"),
    ("en", "Angela Merkel said the bridge would stay closed.", "Angela Merkel"),
    ("en", "Angela Merkel, who visited the bridge on Monday, said it would stay closed.", "Angela Merkel"),
    ("en", "The German chancellor, Angela Merkel, said it would stay closed.", "Angela Merkel"),
    ("en", "Angela Merkel on Monday said it would stay closed.", "Angela Merkel"),
    ("en", "In Berlin Angela Merkel said it would stay closed.", "Angela Merkel"),
    ("en", "According to Angela Merkel, the bridge will stay closed.", "Angela Merkel"),
    ("en", "The bridge will stay closed, according to Angela Merkel.", "Angela Merkel"),
    ("en", "A spokesman for Angela Merkel said the bridge was closed.", ""),
    ("en", "Angela Merkel's spokesman said the bridge was closed.", ""),
    ("en", "A critic of Vladimir Putin said the bridge was closed.", ""),
    ("en", "People who met Vladimir Putin said the bridge was closed.", ""),
    ("en", "The Putin administration said the bridge was closed.", ""),
    ("en", "Kremlin spokesman Dmitry Peskov said the bridge was closed.", "Dmitry Peskov"),
    ("en", "“It is closed,” said Kremlin spokesman Dmitry Peskov on Monday.", "Dmitry Peskov"),
    ("en", "“It is closed,” said a friend of Vladimir Putin.", ""),
    ("en", "“It is closed,” said Vladimir Putin's lawyer.", ""),
    ("en", "“It is closed,” the clockmaker told Angela Merkel.", ""),
    ("en", "The clockmaker told Vladimir Putin that the bridge was closed.", ""),
    ("en", "Vladimir Putin told Angela Merkel that the bridge was closed.", "Vladimir Putin"),
    ("en", "Angela Merkel was told that the bridge was closed.", ""),
    ("en", "Angela Merkel announced her holiday.", ""),
    ("en", "Angela Merkel announced that the bridge was closed.", "Angela Merkel"),
    ("en", "“We waited,” Barack Obama recalled. “Then Vladimir Putin said he would come.”", "Barack Obama"),
    ("en", "US Secretary of State John Kerry said the talks went on.", "John Kerry"),
    ("en", "“The talks go on,” said Secretary of State John Kerry, who came late.", "John Kerry"),
    ("en", "After a call with Vladimir Putin, Barack Obama said the talks went on.", "Barack Obama"),
    ("en", "Barack Obama did not say whether the talks went on.", ""),
    ("en", "Barack Obama, a rival of Vladimir Putin, said the talks went on.", "Barack Obama"),
    ("en", "A clockmaker from Tver, once a teacher of Vladimir Putin, said the clock ran.", ""),
    ("en", "Amnesty International said the prison was full.", "Amnesty International"),
    ("en", "According to Amnesty International, the prison is full.", "Amnesty International"),
    ("en", "According to a report seen by Amnesty International, the prison is full.", ""),
    ("en", "Prices will fall, Angela Merkel added.", "Angela Merkel"),
    ("en", "“Prices will fall,” added Angela Merkel, “and soon.”", "Angela Merkel"),
    ("en", "Vladimir Putin said: “The clock runs.”", "Vladimir Putin"),
    ("en", "'The clock runs,' Vladimir Putin said, 'and it strikes.'", "Vladimir Putin"),
    ("en", "Vladimir Putin was quoted as saying that the clock runs.", "Vladimir Putin"),
    ("de", "„Die Brücke bleibt zu“, sagte Angela Merkel.", "Angela Merkel"),
    ("de", "Angela Merkel sagte, die Brücke bleibe zu.", "Angela Merkel"),
    ("de", "Die Brücke bleibe zu, sagte die Bundeskanzlerin Angela Merkel (CDU) am Montag.", "Angela Merkel"),
    ("de", "Die Brücke bleibt zu, so Angela Merkel.", "Angela Merkel"),
    ("de", "Laut Angela Merkel bleibt die Brücke zu.", "Angela Merkel"),
    ("de", "Angela Merkel zufolge bleibt die Brücke zu.", "Angela Merkel"),
    ("de", "Nach Angaben von Wladimir Putin bleibt die Brücke zu.", "Vladimir Putin"),
    ("de", "Am Montag sagte Angela Merkel, die Brücke bleibe zu.", "Angela Merkel"),
    ("de", "Wie Angela Merkel am Montag sagte, bleibt die Brücke zu.", "Angela Merkel"),
    ("de", "Angela Merkel hat am Montag gesagt, die Brücke bleibe zu.", "Angela Merkel"),
    ("de", "Merkels Sprecher sagte, Angela Merkel komme.", ""),
    ("de", "Ein Sprecher von Angela Merkel sagte, die Brücke bleibe zu.", ""),
    ("de", "„Die Brücke bleibt zu“, sagte der Sprecher von Angela Merkel.", ""),
    ("de", "Der Uhrmacher sagte Angela Merkel die Wahrheit.", ""),
    ("de", "Angela Merkel erklärte ihren Rücktritt.", ""),
    ("de", "Angela Merkel erklärte, dass die Brücke zu bleibe.", "Angela Merkel"),
    ("de", "„Wir warten“, erklärte Angela Merkel auf der Brücke.", "Angela Merkel"),
    ("de", "Der französische Präsident François Hollande sagte, man warte.", "François Hollande"),
    ("de", "„Wir warten“, sagte Kremlsprecher Dmitri Peskow der Zeitung.", "Dmitry Peskov"),
    ("de", "„Wir warten“, so der russische Außenminister Sergej Lawrow.", "Sergey Lavrov"),
    ("de", "So Angela Merkel will, bleibt die Brücke zu.", ""),
    ("de", "Angela Merkel wurde gesagt, die Brücke bleibe zu.", ""),
    ("de", "Angela Merkel betonte: „Die Brücke bleibt zu.“", "Angela Merkel"),
    ("fr", "« Le pont reste fermé », a déclaré Emmanuel Macron.", "Emmanuel Macron"),
    ("fr", "« Le pont reste fermé, a déclaré Emmanuel Macron, et pour longtemps. »", "Emmanuel Macron"),
    ("fr", "Emmanuel Macron a déclaré que le pont restait fermé.", "Emmanuel Macron"),
    ("fr", "Selon Emmanuel Macron, le pont reste fermé.", "Emmanuel Macron"),
    ("fr", "Le pont reste fermé, selon François Hollande.", "François Hollande"),
    (
        "fr",
        "« Le pont reste fermé », a dit le ministre des Affaires étrangères, Jean-Yves Le Drian.",
        "Jean-Yves Le Drian",
    ),
    (
        "fr",
        "« Le pont reste fermé », a dit le ministre des Affaires étrangères Jean-Yves Le Drian.",
        "Jean-Yves Le Drian",
    ),
    ("fr", "« Le pont reste fermé », a dit un proche d'Emmanuel Macron.", ""),
    ("fr", "Le conseiller d'Emmanuel Macron a dit que le pont restait fermé.", ""),
    ("fr", "Emmanuel Macron n'a pas dit que le pont restait fermé.", ""),
    ("fr", "Emmanuel Macron a annoncé son départ.", ""),
    ("fr", "Le président français, Emmanuel Macron, a dit que le pont restait fermé.", "Emmanuel Macron"),
    ("fr", "D'après François Hollande, le pont reste fermé.", "François Hollande"),
    ("es", "«El puente sigue cerrado», dijo Pedro Sánchez.", "Pedro Sánchez"),
    ("es", "Pedro Sánchez dijo que el puente sigue cerrado.", "Pedro Sánchez"),
    ("es", "“El puente sigue cerrado”, dijo el presidente del Gobierno, Pedro Sánchez.", "Pedro Sánchez"),
    ("es", "Según Pedro Sánchez, el puente sigue cerrado.", "Pedro Sánchez"),
    ("es", "En una reunión con Pedro Sánchez dijo que el puente sigue cerrado.", ""),
    ("es", "El portavoz de Pedro Sánchez dijo que el puente sigue cerrado.", ""),
    ("es", "“El puente sigue cerrado”, dijo un asesor de Pedro Sánchez.", ""),
    ("es", "El presidente de Rusia, Vladimir Putin, aseguró que el puente sigue cerrado.", "Vladimir Putin"),
    ("es", "De acuerdo con Vladimir Putin, el puente sigue cerrado.", "Vladimir Putin"),
    ("es", "Pedro Sánchez anunció su dimisión.", ""),
    ("es", "Dijo a Pedro Sánchez que el puente sigue cerrado.", ""),
    ("pt", "“A ponte continua fechada”, disse Jair Bolsonaro.", "Jair Bolsonaro"),
    ("pt", "“A ponte continua fechada”, disse o presidente do Brasil, Jair Bolsonaro.", "Jair Bolsonaro"),
    ("pt", "Segundo Jair Bolsonaro, a ponte continua fechada.", "Jair Bolsonaro"),
    ("pt", "Jair Bolsonaro afirmou que a ponte continua fechada.", "Jair Bolsonaro"),
    ("pt", "O filho de Jair Bolsonaro disse que a ponte continua fechada.", ""),
    ("it", "«Il ponte resta chiuso», ha detto Matteo Renzi.", "Matteo Renzi"),
    ("it", "Matteo Renzi ha detto che il ponte resta chiuso.", "Matteo Renzi"),
    ("it", "Secondo Matteo Renzi il ponte resta chiuso.", "Matteo Renzi"),
    ("it", "«Il ponte resta chiuso», ha detto il presidente del Consiglio, Matteo Renzi.", "Matteo Renzi"),
    ("it", "«Il ponte resta chiuso», ha detto un amico di Matteo Renzi.", ""),
    ("nl", "‘De brug blijft dicht’, zei Mark Rutte.", "Mark Rutte"),
    ("nl", "Volgens Mark Rutte blijft de brug dicht.", "Mark Rutte"),
    ("nl", "De brug blijft dicht, aldus premier Mark Rutte.", "Mark Rutte"),
    ("nl", "Mark Rutte zei dat de brug dicht blijft.", "Mark Rutte"),
    ("nl", "Een vriend van Mark Rutte zei dat de brug dicht blijft.", ""),
    ("ru", "«Мост закрыт», — заявил Сергей Лавров.", "Sergey Lavrov"),
    ("ru", "«Мост закрыт, — сказал Владимир Путин, — и надолго».", "Vladimir Putin"),
    ("ru", "По словам Владимира Путина, мост закрыт.", "Vladimir Putin"),
    ("ru", "Как заявил пресс-секретарь президента Дмитрий Песков, мост закрыт.", "Dmitry Peskov"),
    ("ru", "Министр иностранных дел РФ Сергей Лавров сообщил, что мост закрыт.", "Sergey Lavrov"),
    ("ru", "Он заявил Владимиру Путину, что мост закрыт.", ""),
    ("ru", "Адвокат Алексея Навального заявил, что мост закрыт.", ""),
    ("ru", "Об этом заявила Мария Захарова.", "Maria Zakharova"),
    ("ru", "Об этом сообщил адвокат Путина.", ""),
    ("ru", "На встрече с Путиным заявил, что мост закрыт.", ""),
    ("ru", "Ангела Меркель заявила, что мост закрыт.", "Angela Merkel"),
    ("ar", "قال سيرغي لافروف إن الجسر مغلق.", "Sergey Lavrov"),
    ("ar", "وقال وزير الخارجية الروسي سيرغي لافروف إن الجسر مغلق.", "Sergey Lavrov"),
    ("ar", "قال متحدث باسم فلاديمير بوتين إن الجسر مغلق.", ""),
    ("ar", "بحسب فلاديمير بوتين فإن الجسر مغلق.", "Vladimir Putin"),
    ("ar", "قال الساعاتي لفلاديمير بوتين إن الجسر مغلق.", ""),
    ("tr", 'Recep Tayyip Erdoğan, "Köprü kapalı kalacak" dedi.', "Recep Tayyip Erdoğan"),
    ("tr", "Cumhurbaşkanı Recep Tayyip Erdoğan köprünün kapalı kalacağını söyledi.", "Recep Tayyip Erdoğan"),
    ("tr", "Erdoğan'ın danışmanı köprünün kapalı olduğunu söyledi.", ""),
    (
        "tr",
        "Vladimir Putin ile görüşen Recep Tayyip Erdoğan, köprünün kapalı olduğunu belirtti.",
        "Recep Tayyip Erdoğan",
    ),
    ("tr", "Vladimir Putin'e göre köprü kapalı.", "Vladimir Putin"),
    ("zh", "习近平表示，大桥仍然关闭。", "Xi Jinping"),
    ("zh", "国家主席习近平在北京说，大桥仍然关闭。", "Xi Jinping"),
    ("zh", "他对习近平说，大桥仍然关闭。", ""),
    ("zh", "俄罗斯总统普京的发言人说，大桥仍然关闭。", ""),
    ("zh", "俄罗斯外长拉夫罗夫指出：“大桥仍然关闭。”", "Sergey Lavrov"),
    ("ja", "安倍晋三首相は「橋は閉まっている」と述べた。", "Shinzo Abe"),
    ("ja", "記者は安倍晋三首相に橋は閉まっていると述べた。", ""),
    ("ja", "安倍晋三首相によると、橋は閉まっている。", "Shinzo Abe"),
    ("pl", "„Most jest zamknięty” – powiedział Donald Tusk.", "Donald Tusk"),
    ("en", "“It is late,” Angela Merkel said. “We go,” she said.", "Angela Merkel"),
    ("en", "Boris Johnson spoke. The letter – as printed above – warns Boris Johnson: “Go.”", ""),
    ("de", "Laut der Nachrichtenagentur Reuters hat sich Boris Johnson davon distanziert.", ""),
    ("de", "„Er kommt“, sagte der Mann über den Vorsitzenden Martin Schulz.", ""),
    (
        "de",
        "„Schulz hat nun die Katze aus dem Sack gelassen“, sagte der AfD-Mann über den Parteivorsitzenden Martin Schulz.",
        "",
    ),
]


def names(title: str | None, paragraphs: list[str], language: str | None) -> Names:
    return read_names(title, paragraphs, language, find_named(title, paragraphs, language))


@pytest.mark.parametrize(
    ("language", "text", "speakers"), EXAMPLES, ids=[f"{language}-{text[:50]}" for language, text, _ in EXAMPLES]
)
def test_speakers(language, text, speakers):
    found = names(None, [text], language)
    assert {*found.people_quoted, *found.organizations_quoted} == set(filter(None, speakers.split(", ")))


def test_each_quotation_counts():
    found = names(
        "Merkel: “We wait”", ["Angela Merkel said it was late.", "“We go,” she said.", "Barack Obama left."], "en"
    )
    assert {entity.name: entity.quoted for entity in found.entities} == {"Angela Merkel": 3, "Barack Obama": None}


PRONOUNS = [
    # paragraphs, how many quotations are Barack Obama's
    (["Barack Obama said it was late.", "He said it was cold."], 2),
    (["Barack Obama said it was late. The clock, he added, was slow."], 2),
    (["Barack Obama said it was late.", "Nobody spoke.", "He said it was cold."], 1),
    (["Barack Obama said it was late. Jane Doe came. He said it was cold."], 1),
    (["Barack Obama said it was late. Vladimir Putin came. He said it was cold."], 1),
    (["Barack Obama said it was late. A driver came. He said it was cold."], 1),
    (["Barack Obama said it was late. “Yes,” Doe added. “It is cold,” he said."], 1),
    (["Barack Obama came.", "He said it was cold."], 0),
]


@pytest.mark.parametrize(("paragraphs", "count"), PRONOUNS, ids=[" / ".join(each[0]) for each in PRONOUNS])
def test_a_pronoun_is_whoever_spoke_last_where_nobody_comes_between(paragraphs, count):
    obama = next(entity for entity in names(None, paragraphs, "en").entities if entity.name == "Barack Obama")
    assert (obama.quoted or 0) == count


SPANS = [
    ("straight", 'He said "it is late" and left', ['"it is late"']),
    ("curly", "“It is late,” he said. “We go.”", ["“It is late,”", "“We go.”"]),
    ("german", "„Es ist spät“, sagte er", ["„Es ist spät“"]),
    ("german-turned", "»Es ist spät«, sagte er", ["»Es ist spät«"]),
    ("french", "« Il est tard », a-t-il dit", ["« Il est tard »"]),
    ("single", "'It's late,' he said", ["'It's late,'"]),
    ("single-curly", "‘It’s late,’ he said", ["‘It’s late,’"]),
    ("japanese", "「遅い」と述べた", ["「遅い」"]),
    ("swedish", "”Det är sent”, sade han", ["”Det är sent”"]),
    ("over-paragraphs", "“It is late, and it is cold", ["“It is late, and it is cold"]),
    ("inches", 'a 5" pipe', []),
    ("apostrophe", "the workers' clock, and the clerk's", []),
]


@pytest.mark.parametrize(("text", "quoted"), [each[1:] for each in SPANS], ids=[each[0] for each in SPANS])
def test_quotation_marks(text, quoted):
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


@given(st.text(alphabet="ab \"“”„«»‘’'「」,.", max_size=80))
def test_masking_keeps_the_length(text):
    spans = quoted_spans(text)
    assert len(masked(text, spans)) == len(text)
    assert all(start < end for start, end in spans)
    assert [end for _, end in spans[:-1]] <= [start for start, _ in spans[1:]]


WORDS = [
    "Putin",
    "Angela Merkel",
    "said",
    "he",
    '"',
    "“",
    "”",
    ",",
    ".",
    "who",
    "of",
    "the",
    ":",
    "told",
    MASK,
    "according to",
    "\n",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=40),
    st.sampled_from(["en", "de", "ru", "tr", "zh", "ja", "ar", "xx", None]),
)
def test_any_text_gives_speakers_that_it_names(words, language):
    text = " ".join(words)
    found = find_named(text, [text, text], language)
    speakers = {entity.id: entity.type for entity in found.entities}
    for quotation in find_quotations(text, [text, text], language, found.mentions, speakers):
        assert quotation.speaker in speakers
        assert 0 <= quotation.start < quotation.end <= len(text)
