"""Documents whose questions are bold lines, folds, items or labelled lines."""

import random

from benchmarks.pairing.document import Entry, Made, filled, written
from benchmarks.pairing.words import ES, IMPERATIVE, IT, NAMED, ZH


def bold_emoji(c: random.Random) -> Made:
    """`**Q 👶**`, `<br/>` between the questions and now and then in an answer."""

    def one(e: Entry) -> str:
        answer = filled(e, ("Answer here", "Answer here", ""))
        if e.answer and e.n % 4 == 0:
            answer = answer.replace("\n\n", " <br/>\n\n", 1)
        return (
            f"**{e.question} {e.chance.choice(('👶', '⭐️', '🚀', '‍⭐️'))}**\n\n{answer}\n\n<br/>\n\n"
        )

    return written(
        "bold.md",
        c,
        one,
        section="\n## {thing}\n\n",
        head="# Theory\n\n* The list is based on [this](https://example.org)\n* Legend: 👶 easy ⭐️ medium 🚀 expert\n* Do you know how to answer questions without answers? Tell us\n\n\n",
    )


def bold_number(c: random.Random) -> Made:
    """`**1. Q**` and `A: answer` on the next line."""
    return written(
        "boldnumber.md",
        c,
        lambda e: f"**{e.n}. {e.question}**\nA: {filled(e, ('',))}\n\n",
        language=IMPERATIVE,
        short=True,
        head="",
        section="## **Part {n}**\n\n",
    )


def bold_q(c: random.Random) -> Made:
    """`**Q1:** Q` and `**A:** answer`."""
    return written(
        "boldq.md",
        c,
        lambda e: f"**Q{e.n}:** {e.question}\n\n**A:** {filled(e, ('', 'N/A'))}\n\n---\n\n",
        plain=True,
    )


def code_questions(c: random.Random) -> Made:
    """A numbered line in code marks, the answer set in a little: ``1. `What?` ``."""

    def one(e: Entry) -> str:
        gap = e.chance.choice((" ", ""))
        said = f"`{e.question}`" if "`" not in e.question else e.question
        return f"{e.n}.{gap}{said}\n  {filled(e, ('',))}\n\n"

    return written(
        "codes.md", c, one, short=True, unanswered=0.1, head="`Skills`: what is asked about.\n\n"
    )


def fold(c: random.Random) -> Made:
    """A fold whose summary is the question, in bold or not, the answer in bold or not."""

    def one(e: Entry) -> str:
        bold = e.chance.random() < 0.5
        q = f"<b>{e.question}</b>" if bold else e.question
        opened = "<br>\n" if bold else "<br><b>\n"
        return f"<details>\n<summary>{q}</summary>{opened}\n{filled(e, ('To be completed.', ''))}\n{'' if bold else '</b>'}\n</details>\n\n"

    return written("fold.md", c, one, language=IMPERATIVE, section="###### {thing}\n\n")


def fold_code(c: random.Random) -> Made:
    """A summary of several lines with code or a list in it."""

    def one(e: Entry) -> str:
        if e.n % 3:
            return f"<details>\n<summary>{e.question}</summary><br><b>\n\n{filled(e, ('',))}\n</b></details>\n\n"
        return f"<details>\n<summary>{e.question}\n\n```\nx = {e.n}\n```\n</summary><br><b>\n\n{filled(e, ('',))}\n</b></details>\n\n"

    made = written(
        "foldcode.md",
        c,
        one,
        section="### {thing}\n\n",
        head="# T\n\n- [T](#t)\n  - [Questions](#questions)\n\n## Questions\n\n",
    )
    made.truth = [
        (f"{q}\n```\nx = {n}\n```" if n % 3 == 0 else q, a)
        for n, (q, a) in enumerate(made.truth, 1)
    ]
    return made


def fold_reveal(c: random.Random) -> Made:
    """A heading or a bold line, and a fold that only reveals."""
    word = c.choice(
        ("View answer", "Solución", "答案", "Mostra la risposta", "💡 Show answer", "Answer")
    )
    return written(
        "reveal.md",
        c,
        lambda e: (
            f"### {e.n}. {e.question}\n\n<details>\n<summary>{word}</summary>\n\n{filled(e, ('', '-'))}\n\n</details>\n\n[Back to contents](#c)\n\n---\n\n"
        ),
        language=c.choice((ES, IT, IMPERATIVE)),
    )


def items_links(c: random.Random) -> Made:
    """`* **Q** - [Learn from here](url)`, or the answer as items below."""

    def one(e: Entry) -> str:
        if e.answer is None:
            return f"* **{e.question}** - [Learn from here]({e.link})\n\n"
        body = "\n\n".join(
            f"    - {s}." for s in e.answer.replace("\n", " ").rstrip(".").split(". ")
        )
        return f"* **{e.question}**\n{body}\n\n"

    return written(
        "items.md",
        c,
        one,
        unanswered=0.5,
        short=True,
        section="#### {thing}\n\n",
        head="# Android\n\n> Questions - your cheat sheet\n\n## Contents\n\n* [A](#a)\n* [B](#b)\n* [C](#c)\n\n### Core\n\n",
    )


def items_only(c: random.Random) -> Made:
    """A list of questions without answers under headings, some with code below."""

    def one(e: Entry) -> str:
        return f"* {e.question}\n"

    return written(
        "only.md",
        c,
        one,
        unanswered=1.0,
        language=IMPERATIVE,
        section="\n#### [[↑]](#toc) <a name='a{n}'>Questions about {thing}:</a>\n\n",
    )


def items_nested(c: random.Random) -> Made:
    """`- Q` and the answer as items below it."""

    def one(e: Entry) -> str:
        below = "\n".join(f"  - {line}" for line in (e.answer or "").split(". ") if line)
        return f"- {e.question}\n{below}\n" if below else f"- {e.question}\n"

    made = written("nested.md", c, one, short=True, section="\n# {thing}\n", head="# Intro\n")
    made.truth[0] = (made.truth[0][0], made.truth[0][1])
    return made


def quiz_boxes(c: random.Random) -> Made:
    """`#### Q1. Q`, code, `- [x]` boxes, an explanation."""
    made = Made("quiz.md", "## Go (Programming Language)\n\n")
    from benchmarks.pairing.words import ENGLISH, questions, sentence

    for n, q in enumerate(questions(c, ENGLISH, 14), 1):
        rows = [sentence(c, ENGLISH) for _ in range(3)]
        rows = [f"{i} {r}" for i, r in enumerate(rows)]
        at = c.randrange(3) if n % 5 else 9
        code = f"```go\nvar x = {n}\n```\n\n" if n % 3 == 0 else ""
        boxes = "\n".join(f"- [{'x' if i == at else ' '}] {r}" for i, r in enumerate(rows))
        why = f"\n\nExplanation: {sentence(c, ENGLISH)}" if n % 2 and at < 9 else ""
        link = f"\n\nReference: [Docs](https://example.org/{n})" if n % 4 == 0 else ""
        made.text += f"#### Q{n}. {q}\n\n{code}{boxes}{why}{link}\n\n"
        shown = "\n".join(f"- {r}" for r in rows)
        made.truth.append((f"{q}\n{code.strip()}\n{shown}", f"{rows[at]}{why}" if at < 9 else None))
    return made


def quiz_letters(c: random.Random) -> Made:
    """A numbered question, options `A)` and `Correct answer: C` with its explanation."""
    from benchmarks.pairing.words import ENGLISH, questions, sentence

    made = Made("letters.md", "# Quiz\n\n")
    style = c.choice(("### {n}. {q}", "**{n}. {q}**", "## Question {n}\n\n{q}", "{n}. {q}"))
    option = c.choice(("{l}) {r}", "- {l}. {r}", "{l}. {r}", "- **{l})** {r}"))
    label = c.choice(
        (
            "**Correct answer: {l}**\n\n",
            "**Answer:** {l}) ",
            "Correct Answer: {l}\nExplanation: ",
            "> Respuesta correcta: {l}\n\n",
        )
    )
    for n, q in enumerate(questions(c, ENGLISH, 12), 1):
        rows = [(x, f"{x.lower()}{n} {sentence(c, ENGLISH)}") for x in "ABCD"]
        shown = "\n".join(option.format(l=x, r=r) for x, r in rows)
        gap = "  \n" if not option.startswith("-") else "\n"
        right = "ABCD"[n % 4]
        why = sentence(c, ENGLISH)
        made.text += f"{style.format(n=n, q=q)}\n\n{shown.replace(chr(10), gap)}\n\n{label.format(l=right)}{why}\n\n"
        made.truth.append(
            (f"{q}\n{shown}", f"{right} {'Explanation: ' if 'Expl' in label else ''}{why}")
        )
    return made


def labels(c: random.Random) -> Made:
    """Plain text: a numbered label, and an answer's label."""
    q = c.choice(
        (
            "Ques {n}. {q}",
            "Q#{n}. {q}",
            "Q #{n}) {q}",
            "Q. {q}",
            "Question - {n} : -\n{q}",
            "Q{n}) {q}",
            "Question {n}: {q}",
            "Q.{n} {q}",
            "Pregunta {n}: {q}",
            "Que{n}. {q}",
        )
    )
    a = c.choice(
        (
            "Answer: {a}",
            "Answer. {a}",
            "Ans:- {a}",
            "Ans: {a}",
            "ans -> {a}",
            "-> {a}",
            "{a}",
            "Anwser: {a}",
            "Answer:\n{a}",
            "Ans.\n{a}",
            "A. {a}",
        )
    )
    return written(
        "labels.txt",
        c,
        lambda e: f"{q.format(n=e.n, q=e.question)}\n{a.format(a=filled(e, ('', '-', 'N/A')))}\n\n",
        language=IMPERATIVE,
        head="Questions on systems\n\n",
        plain=True,
    )


def bare_numbers(c: random.Random) -> Made:
    """`12 What is …?`, now and then `12.1.`."""

    def one(e: Entry) -> str:
        n = f"{e.n}.{1}." if e.n % 4 == 0 else str(e.n)
        return f"{n} {e.question}\n{filled(e, ('',))}\n\n"

    return written("bare.txt", c, one, head="Notes\n\n", plain=True)


def numbers(c: random.Random) -> Made:
    """`12. Q` in text, the answer below, numbered lists in answers."""
    form = c.choice(("{n}. {q}", "{n}) {q}", "({n}) {q}", "{n}、{q}"))
    return written(
        "numbers.txt",
        c,
        lambda e: f"{form.format(n=e.n, q=e.question)}\n\n{filled(e, ('',))}\n\n",
        head="Basic questions\nThese come up in any interview.\n\n",
        plain=True,
    )


def chinese_lines(c: random.Random) -> Made:
    """`1、题目` and `答：`."""
    form = c.choice(("{n}、{q}", "{n}. {q}", "问题{n}：{q}", "Q{n}：{q}", "第{n}题 {q}"))
    label = c.choice(("答：", "答案：", "A：", "参考答案："))
    return written(
        "lines.txt",
        c,
        lambda e: f"{form.format(n=e.n, q=e.question)}\n{label}{filled(e, ('', '略', '暂无'))}\n\n",
        language=ZH,
        plain=True,
        head="面试题汇总\n\n",
    )


def italian(c: random.Random) -> Made:
    """`D: …` and `R: …`."""
    return written(
        "it.txt",
        c,
        lambda e: f"D: {e.question}\nR: {filled(e, ('', 'da fare'))}\n\n",
        language=IT,
        plain=True,
        head="Domande\n\n",
    )


def labelled_bold(c: random.Random) -> Made:
    """`**Question 3:**` on its own line, the text below, `**Answer:**` below that."""
    return written(
        "labelled.md",
        c,
        lambda e: (
            f"**Question {e.n}:**\n\n{e.question}\n\n**Answer:**\n\n{filled(e, ('', 'Add your answer'))}\n\n---\n\n"
        ),
        language=NAMED,
    )


def contents_other_words(c: random.Random) -> Made:
    """A numbered list of contents in other words than the headings."""
    made = written(
        "other.md",
        c,
        lambda e: f"## {e.n}. {e.question}\n\n{filled(e, ('',))}\n\n",
        unanswered=0.1,
        head="",
    )
    listed = "".join(
        f"{n}. [About {q[:14].rstrip('?')}](#x{n})\n" for n, (q, _) in enumerate(made.truth, 1)
    )
    made.text = f"# Guide\n\n{listed}\n---\n\n{made.text}"
    return made


ALL = (
    bold_emoji,
    bold_number,
    bold_q,
    code_questions,
    fold,
    fold_code,
    fold_reveal,
    items_links,
    items_only,
    items_nested,
    quiz_boxes,
    quiz_letters,
    labels,
    bare_numbers,
    numbers,
    chinese_lines,
    italian,
    labelled_bold,
    contents_other_words,
)
