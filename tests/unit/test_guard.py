"""What holds for every quote and every reply."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge.banks
from interviewer.events import Mode
from interviewer.examiners import guard
from knowledge.bankfile import load as load_bank
from knowledge.question import Bank, Misconception, Question
from tests.builders import make_question

QUESTION = make_question(
    "What is dropout, and what is it for?",
    misconceptions=[
        Misconception(
            id="m1",
            text="Dropout is active at test time.",
            correction="At test time all units are used.",
            point="k3",
            probe="What would two predictions for one input look like with units dropping out?",
        )
    ],
)
SAID = ("You randomly switch off some neurons.",)
FINE = 'You said "randomly switch off some neurons". What changes once training is over?'


def builtin() -> Bank:
    """The bank that ships."""
    folder = Path(next(iter(knowledge.banks.__path__)))
    return load_bank(folder / "deep-learning.yaml", builtin=True)


@pytest.mark.parametrize(
    ("quote", "answer", "span"),
    [
        ("switch off", "You Switch  Off some.", "Switch  Off"),
        ("don't know", "I don’t know", "don’t know"),
        ("it's 50 - 60 %", "so it’s 50\u00a0–\n60 % then", "it’s 50\u00a0–\n60 %"),
        ("naive", "a naïve way", None),
        ("naïve", "a nai\u0308ve way", "nai\u0308ve"),
        ("“left out”…", "they are left out.", "left out"),
        ("over fit", "it overfits", None),
        ("fit", "it overfits, they fit", "fit"),
        ("left in", "they are left out", None),
        ("", "anything", None),
        ("...", "any...thing", None),
        ("zero\u200bwidth", "a zerowidth b", "zerowidth"),
    ],
)
def test_a_quote_is_found_as_it_stands_in_the_answer(
    quote: str, answer: str, span: str | None
) -> None:
    """Case, spaces and typography may differ; words and word borders may not."""
    assert guard.find_quote(quote, answer) == span


@given(st.text(), st.text())
def test_what_is_found_is_a_span_of_the_answer(quote: str, answer: str) -> None:
    """Whatever the characters, a quote is verbatim or there is none."""
    found = guard.find_quote(quote, answer)
    assert found is None or (found and found in answer)


@given(st.text(alphabet="abc dé’\n.", min_size=1), st.data())
def test_every_whole_word_of_an_answer_is_found(answer: str, data: st.DataObject) -> None:
    """What was said can be quoted."""
    words = [w for w in answer.split() if w.strip("’.")]
    if words:
        assert guard.find_quote(data.draw(st.sampled_from(words)), answer) is not None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Why?", 1),
        ("Why", 0),
        ("Why? How?", 2),
        ("なぜ？", 1),
        ("لماذا؟", 1),
        ("What‽", 1),
        ("⁇", 1),
    ],
)
def test_question_marks_of_every_script_count(text: str, count: int) -> None:
    """No mark slips through because it is not the plain one."""
    assert guard.questions(text) == count


def test_a_term_of_an_unsaid_point_is_a_leak() -> None:
    """In any form of the word."""
    assert guard.leak("How are the weights scaled at test time?", QUESTION, SAID) is not None
    assert guard.leak("And does one rely on another?", QUESTION, SAID) == "reli"


def test_what_the_candidate_said_is_no_leak() -> None:
    """Their words may be taken up."""
    assert guard.leak("Why scaled weights?", QUESTION, ["weights get scaled"]) is None


def authored() -> Question:
    """A question whose variants, correction and reference say a point in words of their own."""
    question = make_question(
        "Why begin with a trained network?",
        misconceptions=[
            Misconception(
                id="m1", text="All is kept.", correction="The head gets swapped out.", point="k1"
            )
        ],
        points=("the output layer is replaced",),
    )
    first = question.key_points[0].model_copy(
        update={"variants": ("You chop off the last bit and put your own classifier on top.",)}
    )
    reference = "A network learns much. Its lower filters detect edges, so they stay frozen."
    return question.model_copy(update={"key_points": (first,), "reference": reference})


@pytest.mark.parametrize(
    "text",
    [
        "And if you chop it off for your own classifier, what then?",
        "Would the head be swapped?",
        "Is it that filters detect edges, and what stays frozen?",
    ],
)
def test_what_a_point_says_in_the_banks_other_words_is_a_leak(text: str) -> None:
    """Two words or more of one variant, correction or sentence of the reference."""
    assert guard.leak(text, authored(), ()) is not None


@pytest.mark.parametrize("text", ["Where would you chop?", "What else is frozen?", "Which head?"])
def test_a_single_word_of_those_is_no_leak(text: str) -> None:
    """It may stand in any follow-up."""
    assert guard.leak(text, authored(), ()) is None


def test_what_the_bank_says_in_other_words_is_mostly_held_back() -> None:
    """Of its variants, corrections and references, said word for word to who said nothing."""
    bank = builtin()
    told = [
        (question, text)
        for question in bank.questions
        for text in (
            *(v for p in question.key_points for v in p.variants),
            *(m.correction for m in question.misconceptions),
            *(s for s in re.split(r"(?<=[.;:])\s+", question.reference) if len(s.split()) > 5),
        )
    ]
    passed = [text for question, text in told if guard.leak(text, question, ()) is None]
    assert len(passed) <= 0.05 * len(told), passed


def test_words_of_any_sentence_are_no_leak() -> None:
    """A key point that speaks of ones and twos does not forbid them."""
    question = make_question("Why?", points=("two runs, the main ones", "a penalty is added"))
    assert guard.leak("Which two ones come first, across them?", question, ()) is None
    assert guard.leak("Is there a penalty?", question, ()) is not None


def test_the_terms_of_a_point_that_was_shown_are_no_leak() -> None:
    """It was said in other words; its own may be used, but not as a quotation of the candidate."""
    shown = [QUESTION.key_points[-1].text]
    plain = "With all units used and scaled, what would two predictions look like?"
    assert guard.broken_rule(plain, QUESTION, SAID, shown=shown) is None
    assert guard.broken_rule(plain, QUESTION, SAID) is not None
    quoted = 'You said "all units are used with scaled weights". What else?'
    assert "not said" in (guard.broken_rule(quoted, QUESTION, SAID, shown=shown) or "")


def test_the_questions_own_cues_and_probes_are_no_leak() -> None:
    """An author answers for them."""
    for text in (*(p.cue for p in QUESTION.key_points), QUESTION.misconceptions[0].probe or ""):
        assert guard.leak(text, QUESTION, ()) is None


def test_a_cue_that_says_most_of_a_point_is_a_leak() -> None:
    """No author answers for that."""
    told = "why all units are used at test time with scaled weights"
    question = make_question(cues=("the step", "the parts", told))
    assert guard.leak(f"Can you say {told}?", question, ()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Great! What changes then?",
        "That's right. What changes then?",
        "Well done, what changes then?",
        "Good answer, what changes then?",
        "You are correct, what changes then?",
        "Perfect. What changes then?",
        "Correct, units are switched off. What changes then?",
        "Correct – units are switched off. What changes then?",
        "Yes, that works. What changes then?",
        "You got it. What changes then?",
        "Indeed. What changes then?",
        "Right. What changes then?",
        "Very good. What changes then?",
        "I like that. What changes then?",
        "Ok, good. What changes then?",
        "No, that is wrong. What changes then?",
        "That's not quite right. What changes then?",
        "Not quite: what changes then?",
        "So units go. Exactly, and what changes then?",
        "Not bad. What changes then?",
        "That makes sense. What changes then?",
        "You are on the right track. What changes then?",
        "Sounds good, so what changes then?",
        "Fair enough. What changes then?",
        "Unfortunately units stay. What changes then?",
        "Something is still missing. What changes then?",
        "That is not how it works. What changes then?",
        "\U0001f44d What changes then?",
        "\u2705 What changes then?",
    ],
)
def test_praise_is_found(text: str) -> None:
    """Also in the form of a verdict."""
    assert guard.praise(text)


@pytest.mark.parametrize(
    "text",
    [
        'You said "great results". What changes then?',
        "Right, random units go silent. What changes then?",
        "What would a good learning rate be?",
        "How great is the effect?".replace("great", "large"),
        "Right, so units go. What changes then?",
        "Suppose that is true: what changes then?",
        "True positives, then. Which others are there?",
        "You say no such thing. What changes then?",
        "No matter how many units, what changes then?",
        "What is true, and what is false, of both?",
        "Which of two classes, right and wrong, is the larger?",
        "In what sense does that make a difference?",
        "How is a missing value met?",
    ],
)
def test_what_only_looks_like_praise_is_let_pass(text: str) -> None:
    """Quotations and plain adjectives are none."""
    assert guard.praise(text) is None


def test_a_proper_reply_breaks_no_rule() -> None:
    """One question, a real quote, a cue."""
    assert guard.broken_rule(FINE, QUESTION, SAID) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Go on.", "0 question marks"),
        ("What? Why?", "2 question marks"),
        ("so " * 40 + "what?", "41 words"),
        ("Are scaled weights used?", "gives away"),
        ("Great, what changes then?", "praises"),
        ('You said "you keep them all". What changes then?', "was not said"),
    ],
)
def test_each_broken_rule_is_named(text: str, rule: str) -> None:
    """The reason says which rule and why."""
    assert rule in (guard.broken_rule(text, QUESTION, SAID) or "")


def test_practice_may_praise() -> None:
    """The rule holds in interview mode only."""
    text = "Great, what changes then?"
    assert guard.broken_rule(text, QUESTION, SAID, mode=Mode.PRACTICE) is None


@pytest.mark.parametrize(
    "text",
    [
        "¿Se escalan los pesos al final?",
        "On utilise toutes les unités avec elles, non?",
        "Was werden die Gewichte dann?",
        "Cosa succede dopo l'addestramento?",
        "Hur ändras vikterna efteråt?",
    ],
)
def test_a_short_reply_in_another_language_breaks_a_rule(text: str) -> None:
    """Four words are enough to tell."""
    assert guard.is_foreign(text, QUESTION)
    assert guard.may_be_foreign(" ".join(text.split()[:3]), QUESTION)


@pytest.mark.parametrize(
    "text",
    [
        "Why?",
        "Example?",
        "Could you say more?",
        "Small batches give noisy gradient estimates; why is that?",
        'And "unités"?',
        "What does Le Cun's network do?",
    ],
)
def test_a_short_english_reply_is_not_foreign(text: str) -> None:
    """Whatever its names and terms."""
    assert not guard.is_foreign(text, QUESTION)


def test_the_first_words_of_a_reply_do_not_say_yet_that_it_is_foreign() -> None:
    """They wait, they are not replaced."""
    begun = "Small batches give noisy gradient"
    assert not guard.is_foreign(begun, QUESTION, growing=True)
    assert guard.may_be_foreign(begun, QUESTION)
    assert not guard.may_be_foreign("So small batches", QUESTION)


@pytest.mark.parametrize(
    ("about", "covered", "said", "reply"),
    [
        (
            "learning-rate",
            (),
            "If you make it big the loss jumps around, and on Monday everything was NaN.",
            (
                "So big ones gave you jumps and that Monday full of NaN. If you look at one single "
                "update of the network, what exactly does the number control?"
            ),
        ),
        (
            "confusion-matrix",
            (),
            "You get four boxes. The diagonal is correct, and accuracy is that over everything.",
            (
                "You get accuracy from the diagonal. Which other two ratios would you build from "
                "those four boxes, ones that often pull against each other?"
            ),
        ),
        (
            "imbalanced-classes",
            ("k2",),
            (
                "Always saying the frequent class is 99 percent accurate. So oversample, give "
                "classes a weight in the loss, or move the threshold."
            ),
            (
                "So you might oversample, weight the classes, or move the threshold. If an insurer "
                "had to trust the predicted probabilities themselves, which of those would you "
                "choose?"
            ),
        ),
    ],
)
def test_harmless_replies_on_the_builtin_bank_pass(
    about: str, covered: tuple[str, ...], said: str, reply: str
) -> None:
    """Good replies of a play-through, each of which was once replaced."""
    question = builtin().question(about)
    assert question is not None
    shown = [question.point(p).text for p in covered]
    assert guard.broken_rule(reply, question, (said,), shown=shown) is None


def test_the_reference_is_not_read_out_even_where_its_points_were_made() -> None:
    """Words that the candidate used may be taken up, in their order too."""
    for question in builtin().questions:
        first = max(question.reference.split(". ")[:3], key=len).rstrip(".")
        reply = f"{first}. What else?"
        shown = [p.text for p in question.key_points]
        broken = guard.broken_rule(reply, question, ["Yes."], mode=Mode.PRACTICE, shown=shown)
        assert broken is not None
        if len(first.split()) <= 30:
            taken = [question.reference]
            assert not guard.out_of_place(reply, question, taken)
            assert guard.out_of_place(reply, question, ["Yes."])


def test_what_the_interviewer_asks_by_itself_is_never_the_reference() -> None:
    """Cues and probes of the built-in bank keep the rule as they stand."""
    for question in builtin().questions:
        asked = [p.cue for p in question.key_points]
        asked += [m.probe for m in question.misconceptions if m.probe]
        assert not any(guard.out_of_place(t, question, ()) for t in (*asked, question.prompt))
