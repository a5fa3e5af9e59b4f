"""Missed points as an Anki deck, read by Anki's own library; marks as CSV."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from interviewer.errors import BadRequest
from interviewer.events import Event, Mode
from interviewer.interview import replay
from interviewer.rendering.anki import to_apkg
from interviewer.rendering.csv import COLUMNS, to_csv
from interviewer.report import Report, State, report
from knowledge.cells import inert
from tests.examples import events
from tests.hostile import hostile_events


def reported(log: list[Event] | None = None) -> Report:
    return report(replay(log or events(Mode.PRACTICE)), interview_id="i1")


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection of Anki's."""
    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


def taken(anki: Collection, deck: bytes, tmp_path: Path) -> tuple[int, int]:
    """How many notes Anki finds new and how many it updates."""
    file = tmp_path / "deck.apkg"
    file.write_bytes(deck)
    request = ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
    log = anki.import_anki_package(request).log
    return len(log.new), len(log.updated)


def test_anki_takes_the_deck_a_card_for_each_missed_point(anki: Collection, tmp_path: Path) -> None:
    """Missed, partly covered, contradicted, or never tried because it was skipped."""
    gaps = [p for q in reported().questions for p in q.points if p.state is not State.COVERED]
    unjudged = [p for q in reported().questions if q.status.value == "unjudged" for p in q.points]
    new, _ = taken(anki, to_apkg(reported()), tmp_path)
    assert new == anki.card_count() == len(gaps) - len(unjudged) > 3


def test_a_later_deck_updates_the_same_cards(anki: Collection, tmp_path: Path) -> None:
    """The card of a point is one card for good; what was said last stands on it."""
    first = reported()
    later = first.header.model_copy(
        update={"interview_id": "i2", "started_at": first.header.started_at + timedelta(days=1)}
    )
    question = first.questions[0]
    points = [
        p.model_copy(update={"text": f"{p.text}, said anew"}) if p.id == "k3" else p
        for p in question.points
    ]
    second = first.model_copy(
        update={
            "header": later,
            "questions": (
                question.model_copy(update={"points": tuple(points)}),
                *first.questions[1:],
            ),
        }
    )
    new, _ = taken(anki, to_apkg(first), tmp_path)
    assert taken(anki, to_apkg(second), tmp_path) == (0, new)
    assert anki.card_count() == new
    assert len(anki.find_notes("said anew")) == 1


def test_a_card_asks_without_giving_the_point_away(anki: Collection, tmp_path: Path) -> None:
    """In front the question and the cue; behind the point, its passage and what was said."""
    taken(anki, to_apkg(reported()), tmp_path)
    (note,) = (anki.get_note(n) for n in anki.find_notes("thinned"))
    card = note.cards()[0]
    point = "it acts like training many thinned networks and averaging them"
    assert "What is dropout" in card.question()
    assert point not in card.question()
    assert point in card.answer()
    assert "deep-learning 5, line 41" in card.answer()


def test_nothing_of_an_answer_comes_alive_on_a_card(anki: Collection, tmp_path: Path) -> None:
    """No tag, no field and no formula of Anki's."""
    taken(anki, to_apkg(reported(hostile_events())), tmp_path)
    for note_id in anki.find_notes(""):
        for field in anki.get_note(note_id).fields:
            bare = field.replace("<br>", "")
            assert "<" not in bare
            assert "{{" not in bare
            assert "[latex]" not in bare


def test_there_is_no_deck_without_a_missed_point() -> None:
    """It says so instead of handing out an empty one."""
    with pytest.raises(BadRequest, match="No point was missed"):
        to_apkg(reported(events()[:1]))


def rows(made: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.removeprefix("\ufeff"))))


def test_csv_has_a_row_for_each_point() -> None:
    """With verdict, weight and the words it rests on."""
    found = rows(to_csv(reported()))
    assert tuple(found[0]) == COLUMNS
    assert len(found) == sum(max(len(q.points), 1) for q in reported().questions)
    assert found[0]["verdict"] == "covered"
    assert found[0]["quotes"] == "you randomly switch off some neurons while training"
    assert float(found[0]["question_unaided"]) == pytest.approx(2.5 / 8, abs=1e-4)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "  =1",
        "|cmd",
        "%1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "\r=1",
    ],
)
def test_a_cell_that_begins_like_a_formula_is_made_text(cell: str) -> None:
    """By an apostrophe before it."""
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a;=1+cmd|' /C calc'!A0;b", "a;'=1+cmd|' /C calc'!A0;b"),
        ("a; -1", "a; '-1"),
        ("a\t＝1", "a\t'＝1"),
        ('a;"=1', "a;\"'=1"),
        ("a; b = 1", "a; b = 1"),
    ],
)
def test_nor_does_one_begin_behind_a_semicolon(cell: str, text: str) -> None:
    """Some spreadsheets split there."""
    assert inert(cell) == text


def test_numbers_of_ours_stay_numbers_and_words_stay_words() -> None:
    """Nothing else is touched."""
    assert (inert(-0.5), inert(None), inert("a = b"), inert("")) == ("-0.5", "", "a = b", "")


def test_no_cell_of_a_hostile_interview_is_a_formula() -> None:
    """Whatever stands in titles, questions and answers."""
    for row in rows(to_csv(reported(hostile_events()))):
        for cell in row.values():
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
