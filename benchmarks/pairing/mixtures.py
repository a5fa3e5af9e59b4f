"""Documents that mix conventions, as lists kept by many hands do."""

import random

from benchmarks.pairing import headings, lines
from benchmarks.pairing.document import Entry, Made, filled, written
from benchmarks.pairing.words import ENGLISH, IMPERATIVE, questions, sentence


def two_parts(c: random.Random) -> Made:
    """One convention in the first part, another one in the second."""
    parts = (
        headings.plain,
        headings.numbered_list,
        headings.closed,
        headings.topics,
        lines.bold_emoji,
        lines.bold_q,
        lines.fold,
        lines.fold_reveal,
        lines.quiz_boxes,
    )
    first, second = (make(c) for make in c.sample(parts, 2))
    return Made(
        "parts.md", f"{first.text}\n\n# Second part\n\n{second.text}", first.truth + second.truth
    )


def careless(c: random.Random) -> Made:
    """`## Q` with numbers now and then, labels now and then, blank lines missing."""

    def one(e: Entry) -> str:
        mark = e.chance.choice(("## ", "## ", "##  ", f"## {e.n}. ", f"## {e.n}) ", f"## Q{e.n}. "))
        label = e.chance.choice(("", "", "", "**Answer:** ", "Ans: "))
        gap = e.chance.choice(("\n", "\n\n", "\n\n\n"))
        closing = e.chance.choice(("", "", ":", " "))
        return f"{mark}{e.question}{closing}{gap}{label if e.answer else ''}{filled(e, ('', '...'))}\n{gap}"

    return written("careless.md", c, one, language=IMPERATIVE, deep="###")


def labels_vary(c: random.Random) -> Made:
    """Plain text whose labels are written anew each time."""

    def one(e: Entry) -> str:
        q = e.chance.choice(
            ("Q{n}. ", "Q{n}) ", "Q.{n} ", "Ques {n}: ", "Q {n}. ", "Question {n}. ")
        ).format(n=e.n)
        a = e.chance.choice(("Ans: ", "Ans. ", "Answer: ", "ANS:- ", "Ans:\n", "A: "))
        return f"{q}{e.question}\n{a}{filled(e, ('',))}\n{e.chance.choice(('', chr(10)))}"

    return written("vary.txt", c, one, plain=True, language=IMPERATIVE, head="")


def sections_of_items(c: random.Random) -> Made:
    """`**Section**` and a list of questions without answers below."""
    made = Made("sections.md", "# Interview\n\n")
    for n, q in enumerate(questions(c, IMPERATIVE, 18)):
        if n % 3 == 0:
            made.text += f"\n**{c.choice(ENGLISH.things).title()}**\n"
        made.text += f" - {q}\n"
        made.truth.append((q, None))
    return made


def wrapped(c: random.Random) -> Made:
    """Plain text wrapped at 60 letters, question and answer in a paragraph each."""
    import textwrap

    def one(e: Entry) -> str:
        said = " ".join((e.answer or "").replace("\n", " ").split())
        said = said.replace("- ", "").replace("* ", "")
        return (
            textwrap.fill(f"{e.n}. {e.question}", 60)
            + "\n"
            + textwrap.fill(f"Ans: {said}", 60)
            + "\n\n"
        )

    return written("wrapped.txt", c, one, plain=True, short=True, unanswered=0)


def faq(c: random.Random) -> Made:
    """A text of paragraphs: a line that asks, its answer below; nothing marks either."""
    return written(
        "faq.txt",
        c,
        lambda e: f"{e.question}\n{filled(e, ('',))}\n\n",
        short=True,
        unanswered=0,
        head="FREQUENTLY ASKED QUESTIONS\n\n",
    )


def dialogue(c: random.Random) -> Made:
    """`Q:` and `A:` in one paragraph, more than one sentence each, follow-ups without number."""

    def one(e: Entry) -> str:
        more = " " + sentence(e.chance, ENGLISH) if e.n % 3 == 0 else ""
        return f"Q: {e.question}{more}\nA: {filled(e, ('',))}\n\n"

    made = Made("talk.txt", "")
    for n, q in enumerate(questions(c, ENGLISH, 14), 1):
        made.text += (
            f"Q: {q}\n\nA: {(a := sentence(c, ENGLISH))}\n\n{(b := sentence(c, ENGLISH))}\n\n"
        )
        made.truth.append((q, f"{a} {b}"))
        del n
    return made


def imperatives(c: random.Random) -> Made:
    """`### Design X` without numbers, sub-headings `#### Requirements` in each answer."""
    answers: list[str] = []

    def one(e: Entry) -> str:
        said = f"#### Requirements\n\n{e.answer}\n\n#### Costs\n\n{sentence(e.chance, ENGLISH)}"
        answers.append(said)
        return f"### {e.question}\n\n{said}\n\n"

    made = written("design.md", c, one, language=IMPERATIVE, unanswered=0)
    made.truth = [(q, said) for (q, _), said in zip(made.truth, answers, strict=True)]
    return made


ALL = (two_parts, careless, labels_vary, sections_of_items, wrapped, faq, dialogue, imperatives)
