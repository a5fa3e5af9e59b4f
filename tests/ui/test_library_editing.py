"""Library: what is chosen and corrected before it is stored, and changed afterwards."""

from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.errors import TooMuch
from interviewer.pages import service
from interviewer.wiring import Wired
from knowledge.library import Library
from knowledge.question import Bank, Level, Own
from tests.builders import make_bank, make_question
from tests.integration.test_improving import GOOD, REFERENCE
from tests.stubmodel import StubModel, stub_chat
from tests.ui.drawn import choose, drawn, keys, opened, press, text, widget

NOTES = b"""Q: What is a lease?
A: A lock that ends by itself.

Q: What is a queue?
A: First in, first out.

Q: What is a heap?
"""


@pytest.fixture
def small(wired: Wired) -> Bank:
    """A bank of the user's own."""
    bank = make_bank(3)
    wired.library.put(bank)
    return bank


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> StubModel:
    """A key is set, and behind it the stub answers."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-to-be-shown")
    stub = StubModel(replies=[GOOD])
    monkeypatch.setattr("interviewer.wiring.chat_with", lambda *_: stub_chat(stub))
    return stub


def at_bank(bank: Bank, *, references: bool = True) -> AppTest:
    """The library with that bank chosen."""
    at = choose(opened("library"), "library_bank", bank.id)
    return choose(at, "show_references", value=True) if references else at


def within(at: AppTest, opener: str, key: str) -> AppTest:
    """Presses a button within a dialog, which stands as long as its opener counts as pressed."""
    at.button(key=opener).click()
    return press(at, key)


def handed_in(content: bytes = NOTES, name: str = "notes.txt") -> AppTest:
    """The library with that document handed in under the name "Notes"."""
    at = opened("library")
    at.file_uploader(key="upload").upload(name, content)
    return choose(drawn(at), "import_name", "Notes")


def test_what_is_left_out_is_not_stored(wired: Wired) -> None:
    """And it can be looked at again before it is too late."""
    at = choose(handed_in(), "pair_keep_0", value=False)
    choose(at, "preview_view", "Left out")
    assert "What is a lease?" in text(at)
    press(at, "import")
    assert [q.prompt for q in wired.library.get("notes").questions] == ["What is a queue?"]


def test_texts_are_corrected_before_they_are_stored(wired: Wired) -> None:
    """The question and its answer; the bank knows whose words they are."""
    at = choose(handed_in(), "pair_question_0", "What exactly is a lease?")
    press(choose(at, "pair_answer_0", "A promise with an end."), "import")
    first = wired.library.get("notes").questions[0]
    assert (first.prompt, first.reference) == ("What exactly is a lease?", "A promise with an end.")
    assert first.own == (Own.REFERENCE,)


def test_a_question_without_an_answer_is_answered(wired: Wired) -> None:
    """By whoever imports it; until then it is kept out."""
    press(choose(handed_in(), "pair_answer_2", "A tree in an array."), "import")
    third = wired.library.get("notes").questions[2]
    assert (third.prompt, third.reference) == ("What is a heap?", "A tree in an array.")


def test_the_model_proposes_an_answer_and_is_named(model: StubModel, wired: Wired) -> None:
    """In the preview and in the bank, until the user words it anew."""
    model.replies = [{"answer": "A tree in an array."}]
    at = press(handed_in(), "pair_propose_2")
    assert "proposed by stub-1 propose_rules/1" in text(at)
    press(at, "import")
    third = wired.library.get("notes").questions[2]
    assert (third.reference_by, third.own) == ("stub-1 propose_rules/1", ())
    assert "answers proposed by a model for 1" in text(at)


def test_the_cost_of_proposing_all_is_said_first(model: StubModel, wired: Wired) -> None:
    """Then one call each."""
    model.replies = [{"answer": "Something."}]
    at = handed_in(NOTES + b"\nQ: What is a rope?\n")
    assert "2 calls, about" in text(at)
    press(press(at, "propose_all"), "import")
    assert model.calls == 2
    assert len(wired.library.get("notes").questions) == 4


def test_importing_again_shows_what_changes_first(wired: Wired) -> None:
    """Added, changed and removed by their questions; nothing is stored by looking."""
    press(handed_in(), "import")
    before = wired.library.get("notes")
    later = NOTES.replace(b"First in, first out.", b"A line.").replace(b"lease?", b"contract?")
    at = handed_in(later)
    said = text(at)
    assert "What changes: 1 added, 1 changed, 0 unchanged, 1 removed" in said
    assert "**Added**\n\n- What is a contract?" in said
    assert "**Removed**\n\n- What is a lease?" in said
    assert wired.library.get("notes") == before


def test_what_was_set_by_hand_survives_importing_again(wired: Wired) -> None:
    """Tags and topic, set here."""
    at = press(handed_in(), "import")
    choose(choose(at, "several", value=True), "several_all", value=True)
    at.text_input(key="several_topic").set_value("Locks")
    at.text_input(key="several_add").set_value("exam, week-2")
    press(at, "several_apply")
    press(handed_in(), "import")
    kept = wired.library.get("notes").questions
    assert {(q.topic, q.tags) for q in kept} == {("Locks", ("exam", "week-2"))}


def test_a_question_and_its_key_points_are_edited(wired: Wired, small: Bank) -> None:
    """In a dialog; an emptied point goes, a new one gets an id and a cue."""
    question = small.questions[0]
    at = press(at_bank(small), f"edit_{question.id}")
    at.text_area(key="edit_prompt").set_value("Why drop units?")
    at.text_area(key="edit_point_0").set_value("It is a kind of averaging.")
    at.text_area(key="edit_point_1").set_value("")
    at.text_area(key="edit_point_3").set_value("It costs more steps.")
    at.text_input(key="edit_tags").set_value("exam")
    within(at, f"edit_{question.id}", "edit_save")
    now = wired.library.get(small.id).questions[0]
    assert (now.id, now.prompt, now.tags) == (question.id, "Why drop units?", ("exam",))
    assert [p.text for p in now.key_points] == [
        "It is a kind of averaging.",
        question.key_points[2].text,
        "It costs more steps.",
    ]
    assert now.key_points[2].cue
    assert not now.derived
    assert "1 question was changed." in text(at)


def test_hints_and_misconceptions_are_edited(wired: Wired, small: Bank) -> None:
    """A belief without what is right instead is refused; with it, it is the user's own."""
    question = small.questions[0]
    opener = f"edit_{question.id}"
    at = press(at_bank(small), opener)
    at.text_area(key="edit_hints").set_value("Think of noise.\n\n  Think of   many models. ")
    place = len(question.misconceptions)
    at.text_input(key=f"edit_belief_{place}").set_value("It is kept on at test time.")
    within(at, opener, "edit_save")
    assert "A misconception needs what is right instead." in text(at)
    assert wired.library.get(small.id) == small
    at.text_input(key=f"edit_correction_{place}").set_value("It is off then.")
    at.button(key=opener).click()
    press(at, "edit_save")
    now = wired.library.get(small.id).questions[0]
    assert now.hints == ("Think of noise.", "Think of many models.")
    assert now.misconceptions[:-1] == question.misconceptions
    assert now.misconceptions[-1].correction == "It is off then."
    assert now.own == (Own.HINTS, Own.MISCONCEPTIONS)
    assert now.key_points == question.key_points


def test_a_change_can_be_undone(wired: Wired, small: Bank) -> None:
    """A deleted question comes back to its place."""
    at = press(at_bank(small), f"delete_{small.questions[1].id}")
    assert len(wired.library.get(small.id).questions) == 2
    press(at, "undo_change")
    assert wired.library.get(small.id).questions == small.questions
    assert "undo_change" not in keys(at)


def test_a_deleted_bank_can_be_brought_back(wired: Wired, small: Bank) -> None:
    """With everything in it."""
    at = within(press(at_bank(small), "delete_bank"), "delete_bank", "delete_bank_confirm")
    assert [b.id for b in wired.library.list()] == ["deep-learning"]
    press(at, "undo_change")
    assert wired.library.get(small.id) == small
    assert widget(at, "library_bank").value == small.id


def test_a_deletion_that_is_refused_ends_nothing(
    wired: Wired, small: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is being done with the bank goes on, and the page says why it is still there."""

    def refuse(library: Library) -> None:
        raise TooMuch("That was more than 4 moves within a minute.")

    going_on = Event()
    job = service.jobs().start(f"/{small.id}", "Indexing", lambda _: str(going_on.wait(60)))
    monkeypatch.setattr(Library, "admit", refuse)
    at = within(press(at_bank(small), "delete_bank"), "delete_bank", "delete_bank_confirm")
    assert "more than 4 moves" in text(at)
    assert wired.library.get(small.id) == small
    assert (service.jobs().of(f"/{small.id}"), job.stopping) == (job, False)
    going_on.set()
    assert job.wait(60)


def test_filters_narrow_the_list_and_the_search(wired: Wired) -> None:
    """By topic, level and tag."""
    wanted = make_question("What is a lease?", topic="Locks", level=Level.BASIC, tags=("exam",))
    other = make_question("What is a queue?", topic="Queues", number=2)
    bank = make_bank([wanted, other])
    wired.library.put(bank)
    for key, value in (
        ("filter_topics", ["Locks"]),
        ("filter_levels", [Level.BASIC]),
        ("filter_tags", ["exam"]),
    ):
        at = choose(at_bank(bank, references=False), key, value)
        assert f"question_{wanted.id}" in keys(at)
        assert f"question_{other.id}" not in keys(at)
        choose(at, "search", "first in, first out")
        assert f"question_{other.id}" not in keys(at)


def test_the_built_in_bank_is_copied_to_be_edited(wired: Wired) -> None:
    """It stays as it is itself."""
    at = opened("library")
    assert "several" not in keys(at)
    press(at, "copy_bank")
    assert widget(at, "library_bank").value == "deep-learning-mine"
    assert len(wired.library.get("deep-learning-mine").questions) == 16
    assert {"delete_bank", "several"} <= keys(at)


def test_a_bank_is_improved_in_the_background(
    model: StubModel, wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its cost is said first; afterwards what did not hold, and who wrote the points.

    What the model has said is stored however many changes there were within the minute.
    """

    def refuse() -> None:
        raise TooMuch("That was more than 4 moves within a minute.")

    bank = make_bank([make_question("What is a lease?", reference=REFERENCE, derived=True)])
    wired.library.put(bank)
    monkeypatch.setattr(wired.library, "_admit", refuse)
    at = at_bank(bank)
    assert "1 call, about" in text(at)
    press(at, "improve_start")
    job = service.jobs().of(f"/{bank.id}")
    assert job is not None
    assert job.wait(60)
    said = text(drawn(at))
    assert "1 of 1 questions improved." in said
    assert "the reference does not bear it out" in said
    assert "by stub-1 improve_rules/1" in said
    assert model.calls == 1
    assert "All questions are improved already" in said


def test_without_a_model_the_way_to_one_is_said(wired: Wired, small: Bank) -> None:
    """And nothing that would need one is offered."""
    at = at_bank(small)
    assert "Connect a model in *Settings* first." in text(at)
    assert "improve_start" not in keys(at)


def test_a_long_document_is_looked_through_in_pages(wired: Wired) -> None:
    """Ten at a time; what was chosen on one page holds on the next."""
    notes = b"".join(b"Q: What is thing %d?\nA: Number %d.\n\n" % (n, n) for n in range(25))
    at = choose(handed_in(notes), "pair_keep_0", value=False)
    assert sum(k.startswith("pair_keep_") for k in keys(at)) == 10
    at.session_state["preview_page"] = 3
    choose(drawn(at), "pair_keep_24", value=False)
    press(at, "import")
    assert len(wired.library.get("notes").questions) == 23
