"""Changing a bank by hand, and what of it survives importing its document again."""

import csv
import io

import pytest

from knowledge import correcting, editing, exporting
from knowledge.carrying import carried
from knowledge.correcting import Correction
from knowledge.editing import Filing
from knowledge.errors import BankInvalid, DocumentUnreadable, KnowledgeError
from knowledge.exporting import Format
from knowledge.importing import to_bank
from knowledge.question import Bank, KeyPoint, Level, Misconception, Own
from knowledge.reading import read
from tests.builders import make_bank, make_question

DOCUMENT = b"""Q: What is a lease?
A: A lock that ends by itself.

Q: What is a queue?
A: First in, first out.

Q: What is a heap?
"""


def imported(data: bytes = DOCUMENT) -> Bank:
    """The bank of a document."""
    return to_bank(read(data, "a.txt"), bank_id="a", title="A", file_name="a.txt")


def test_several_questions_are_filed_at_once() -> None:
    """Topic, level and tags; the others stay as they were."""
    bank = make_bank(3)
    first, second, third = bank.questions
    now = editing.filed(bank, {first.id, third.id}, Filing("Locks", Level.BASIC, add=("exam", "x")))
    assert [q.topic for q in now.questions] == ["Locks", second.topic, "Locks"]
    assert (now.questions[0].level, now.questions[2].tags) == (Level.BASIC, ("exam", "x"))
    again = editing.filed(now, {first.id}, Filing(drop=("x",)))
    assert (again.questions[0].tags, again.questions[0].topic) == (("exam",), "Locks")
    assert now.questions[1] == second


def test_a_bank_keeps_one_question() -> None:
    """An empty one is none; the last can only go with its bank."""
    bank = make_bank(2)
    assert len(editing.without(bank, {bank.questions[0].id}).questions) == 1
    with pytest.raises(BankInvalid):
        editing.without(bank, {q.id for q in bank.questions})


def test_a_new_reference_has_new_key_points_where_they_were_derived() -> None:
    """And the question keeps its id, so that its interviews know it."""
    question = imported().questions[0]
    now = editing.worded(question, prompt="What is a lease really?", reference="It is a promise.")
    assert (now.id, now.prompt) == (question.id, "What is a lease really?")
    assert [p.text for p in now.key_points] != [p.text for p in question.key_points]
    assert set(now.own) == {Own.PROMPT, Own.REFERENCE}
    assert editing.worded(question, prompt=question.prompt, reference=" ") is question


def test_key_points_written_by_hand_are_no_longer_derived() -> None:
    """A misconception loses the point that is gone."""
    question = imported().questions[0]
    point = KeyPoint(id="k9", text="It ends by itself.", cue="its end")
    now = editing.pointed(question, [point])
    assert (now.key_points, now.derived, now.own) == ((point,), False, (Own.KEY_POINTS,))


def test_hints_and_misconceptions_set_by_hand_survive_an_import() -> None:
    """One whose key point the new document does not give contradicts none."""
    old = imported()
    lease = old.questions[0]
    belief = Misconception(id="m1", text="It lasts.", correction="It ends.", point="k1")
    changed = editing.guided(lease, ["Think of time."], [belief])
    assert changed.own == (Own.HINTS, Own.MISCONCEPTIONS)
    assert editing.guided(changed, changed.hints, changed.misconceptions) is changed
    assert editing.matched([belief], [])[0].point is None
    new = imported(DOCUMENT.replace(b"ends by itself", b"runs out by itself"))
    now = carried(editing.replaced(old, changed), new).questions[0]
    assert (now.hints, now.misconceptions[0].text) == (("Think of time.",), "It lasts.")
    assert now.reference == "A lock that runs out by itself."


def test_tags_are_words() -> None:
    """However they are parted, and each once."""
    assert editing.tags_of("#exam, week-2 exam,,x") == ("exam", "week-2", "x")


def test_what_was_set_by_hand_survives_an_import() -> None:
    """Text, key points, topic, level and tags; what the document changed elsewhere is taken."""
    old = imported()
    lease = editing.pointed(old.questions[0], [KeyPoint(id="k1", text="It ends.", cue="its end")])
    old = editing.replaced(old, lease)
    old = editing.filed(old, {lease.id}, Filing("Locks", Level.ADVANCED, add=("exam",)))
    new = imported(DOCUMENT.replace(b"First in, first out.", b"A line of things."))
    now = carried(old, new)
    first, second = now.questions
    assert (first.topic, first.level, first.tags) == ("Locks", Level.ADVANCED, ("exam",))
    assert [p.text for p in first.key_points] == ["It ends."]
    assert second.reference == "A line of things."


def test_a_model_s_key_points_stay_while_the_answer_does() -> None:
    """With another answer they would be marks for nothing that stands there."""
    old = imported()
    better = old.questions[0].model_copy(
        update={"points_by": "m improve_rules/1", "derived": False, "hints": ("Think of time.",)}
    )
    old = editing.replaced(old, better)
    assert carried(old, imported()).questions[0] == better
    changed = carried(old, imported(DOCUMENT.replace(b"by itself", b"on time"))).questions[0]
    assert (changed.points_by, changed.hints, changed.derived) == (None, (), True)


def test_an_answer_of_one_s_own_stays_while_the_document_has_none() -> None:
    """It is not removed by importing; once the document answers, that counts."""
    document = correcting.corrected(read(DOCUMENT, "a.txt"), {2: Correction(answer="A tree.")})
    old = to_bank(document, bank_id="a", title="A", file_name="a.txt")
    assert old.questions[2].own == (Own.REFERENCE,)
    now = carried(old, imported(), unanswered=["What is a heap?"])
    assert [q.reference for q in now.questions][-1] == "A tree."
    assert len(carried(old, imported()).questions) == 2


def test_pairs_are_corrected_before_they_are_stored() -> None:
    """One left out, one worded anew, one answered by a model."""
    document = read(DOCUMENT, "a.txt")
    given = {
        0: Correction(keep=False),
        1: Correction(question="Why a queue?"),
        2: Correction(answer="A tree.", by="m propose_rules/1"),
    }
    now = correcting.corrected(document, given)
    assert [(p.question, p.answer) for p in now.pairs] == [
        ("Why a queue?", "First in, first out."),
        ("What is a heap?", "A tree."),
    ]
    bank = to_bank(now, bank_id="a", title="A", file_name="a.txt")
    assert [q.reference_by for q in bank.questions] == [None, "m propose_rules/1"]
    assert correcting.corrected(document, {}) is document


def test_questions_of_a_bank_file_are_corrected_too() -> None:
    """What else the file says of them stays."""
    from knowledge.bankfile import dump

    document = read(dump(make_bank(2)).encode(), "small.yaml")
    now = correcting.corrected(
        document, {0: Correction(keep=False), 1: Correction(question="Why?")}
    )
    assert now.bank is not None
    assert [q.prompt for q in now.bank.questions] == ["Why?"]
    with pytest.raises(DocumentUnreadable):
        correcting.corrected(document, {0: Correction(keep=False), 1: Correction(keep=False)})


def test_a_table_holds_no_formulas() -> None:
    """What a spreadsheet would compute is text there."""
    bank = make_bank([make_question("=HYPERLINK(1)", reference="+1 is,\nnot 2")])
    rows = list(csv.reader(io.StringIO(exporting.table(bank))))
    assert rows[0][:3] == ["number", "question", "answer"]
    assert rows[1][1:3] == ["'=HYPERLINK(1)", "'+1 is,\nnot 2"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "a;="])
def test_no_column_of_a_table_holds_a_formula(start: str) -> None:
    """Not the topic, the tags, the points or the source either."""
    evil = f"{start}1+1"
    question = make_question(evil, reference=evil)
    question = question.model_copy(
        update={
            "topic": evil,
            "tags": (evil,),
            "source": question.source.model_copy(update={"document": evil}),
            "key_points": tuple(
                p.model_copy(update={"text": evil}) for p in question.key_points[:1]
            ),
        }
    )
    (_, row) = csv.reader(io.StringIO(exporting.table(make_bank([question]))))
    texts = [cell for cell in row if "1+1" in cell]
    assert len(texts) == 6
    assert all(cell.startswith(("'", "a;'")) for cell in texts)


def test_a_deck_is_read_back() -> None:
    """Code, lists and what looks like a tag survive; nothing in it is alive."""
    reference = "Use `vector<int>`:\n\n- one\n- two\n\n<script>x</script> {{c1::no}} [sound:a.mp3]"
    bank = make_bank([make_question("What does <Router> do?", reference=reference)])
    (pair,) = read(exporting.deck(bank), "a.apkg").pairs
    assert pair.question == "What does <Router> do?"
    said = pair.answer or ""
    assert "`vector<int>`" in said
    assert "- one\n- two" in said
    assert "<script>x</script> {{c1::no}} [sound:a.mp3]" in said


def test_cards_keep_their_ids_from_export_to_export() -> None:
    """So that importing a later deck updates the cards of an earlier one."""
    import genanki

    bank = make_bank(2)
    changed = editing.filed(bank, {bank.questions[0].id}, Filing("Other"))
    deck = exporting.deck(bank), exporting.deck(changed)
    assert all(
        genanki.guid_for(bank.id, q.id).encode() in _collection(d)
        for d in deck
        for q in bank.questions
    )


def _collection(deck: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(deck)) as opened:
        return opened.read("collection.anki2")


def test_a_file_s_name_says_its_format() -> None:
    """And another one is refused with those there are."""
    assert exporting.format_of("a/b.YML") is Format.YAML
    assert exporting.format_of("b.apkg") is Format.ANKI
    with pytest.raises(KnowledgeError, match=r"\.csv"):
        exporting.format_of("b.docx")
