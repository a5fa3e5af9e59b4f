"""Documents whose questions are headings."""

import random

from benchmarks.pairing.document import Entry, Made, filled, written
from benchmarks.pairing.words import ES, IMPERATIVE, NAMED, ZH

TOP = '<div align="right">\n    <b><a href="#">↥ back to top</a></b>\n</div>\n\n'


def plain(c: random.Random) -> Made:
    """`## Q?`, with a list of contents."""
    return written(
        "plain.md",
        c,
        lambda e: f"## {e.question}\n\n{filled(e)}\n\n",
        deep="###",
        contents="* [{q}](#{id})",
    )


def numbered_list(c: random.Random) -> Made:
    """`12. ### Q`, the answer set in, a link to the top after each."""

    def one(e: Entry) -> str:
        body = "\n".join(f"    {line}" if line else "" for line in filled(e, ("", "-")).split("\n"))
        return f"{e.n}. ### {e.question}\n\n{body}\n\n   **[⬆ Back to Top](#table-of-contents)**\n    \n"

    return written("list.md", c, one, language=IMPERATIVE, contents="| {n} | [{q}](#{id}) |")


def q_dot(c: random.Random) -> Made:
    """`#### Q. ***Q***` under sections, a division at the right now and then."""

    def one(e: Entry) -> str:
        top = TOP if e.chance.random() < 0.5 else ""
        return f"#### Q. ***{e.question}***\n{filled(e)}\n{top}"

    return written(
        "qdot.md",
        c,
        one,
        section="## # {n}. {thing}\n\n<br/>\n\n",
        language=IMPERATIVE,
        contents="* [{q}](#{id})",
    )


def closed(c: random.Random) -> Made:
    """`### Q1: Q ###`, some with an `Answer:` of their own line."""

    def one(e: Entry) -> str:
        label = e.chance.choice(("Answer:\n\n", "Answer: \n", "Answers:\n\n", "", ""))
        image = "\n\n![Alt_text](https://example.org/a.jpg)" if e.answer and e.n % 4 == 0 else ""
        gap = e.chance.choice(("", " "))
        return f"### Q{e.n}:{gap}{e.question} ###\n\n{label}{filled(e, ('', ''))}{image}\n\n"

    return written(
        "closed.md",
        c,
        one,
        head="# Questions & answers #\n\n## Questions ##\n",
        contents="* [Q{n}: {q}](https://example.org/#:~:text={id})",
        section="## Questions & Answers {n} ##\n\n",
    )


def sourced(c: random.Random) -> Made:
    """`#### 7) Q [[src](url)]`, `[[Answer]](url)`, and sources behind the answers."""

    def one(e: Entry) -> str:
        link = f"[[Answer]]({e.link})\n\n" if e.n % 3 == 0 else ""
        src = f"\n[[src]]({e.link})" if e.n % 2 == 0 and e.answer else ""
        more = f"\n\n[[src1]]({e.link}) [[src2]]({e.link})\n" if e.n % 5 == 0 and e.answer else ""
        gap = e.chance.choice(("", " "))
        return (
            f"#### {e.n}) {e.question}{gap}[[src]({e.link})]\n{link}{e.answer or ''}{src}{more}\n\n"
        )

    return written(
        "sourced.md",
        c,
        one,
        language=IMPERATIVE,
        head="# 65 questions\nA collection of questions.\n\n### Recently added: [More](https://example.org)\n\n",
    )


def doubts(c: random.Random) -> Made:
    """Mixed levels, quoted answers, and the same heading below each answer."""

    def one(e: Entry) -> str:
        mark = e.chance.choice(("##", "##", "###", "####"))
        gap = e.chance.choice(("", " "))
        return f"{mark} {e.n}.{gap}{e.question}\n\n{filled(e, ('', 'N/A'))}\n\n## Have doubts about this question?\n\n"

    return written("doubts.md", c, one, unanswered=0.1, head="# Questions\n\n")


def topics(c: random.Random) -> Made:
    """`## N. topic` without a question mark; headings and numbered headings in the answers."""
    return written(
        "topics.md",
        c,
        lambda e: f"## {e.n}. {e.question}\n\n{filled(e, ('',))}\n<br>\n\n",
        language=NAMED,
        deep="###",
        head='# Top 100\n\n<div>\n<p align="center">\n<img src="a.png">\n</p>\n\n#### You can also find all answers here 👉 [here](https://example.org)\n\n<br>\n\n',
    )


def topics_numbered(c: random.Random) -> Made:
    """The same with `#### 1. part` in each answer."""

    def one(e: Entry) -> str:
        if e.answer is None:
            return f"## {e.n}. {e.question}\n\n\n"
        return f"## {e.n}. {e.question}\n\n{e.answer}\n\n<br>\n\n"

    return written("parts.md", c, one, language=NAMED, head="# Top 100 questions\n\n", deep="####")


def chinese(c: random.Random) -> Made:
    """`## 5 题目` under `# 部分`, numbers that begin anew, `### 1 小节` in answers."""
    n = 0

    def one(e: Entry) -> str:
        nonlocal n
        n = 1 if e.n % 5 == 1 else n + 1
        return f"## {n} {e.question}\n\n{filled(e, ('', '推荐: https://example.org/a', '[参考](https://example.org)'))}\n\n"

    return written(
        "chinese.md", c, one, language=ZH, section="# 第{n}部分 {thing}\n\n", deep="### 1", head=""
    )


def chinese_tight(c: random.Random) -> Made:
    """`##1.题目` without blanks, `**答案：**` or nothing."""

    def one(e: Entry) -> str:
        label = e.chance.choice(("**答案：**", "答：", "", "参考答案：\n\n"))
        return f"###{e.n}.{e.question}\n{label if e.answer else ''}{e.answer or '略'}\n\n"

    return written("tight.md", c, one, language=ZH, head="# 面试题\n\n## 目录\n\n", plain=True)


def spanish(c: random.Random) -> Made:
    """`#### ¿Q?` with an index, a way back and a rule after each."""
    return written(
        "spanish.md",
        c,
        lambda e: (
            f"#### ¿{e.question.lstrip('¿')}\n\n{filled(e, ('', 'Pendiente', 'Por hacer'))}\n\n**[⬆ Volver a índice](#índice)**\n\n---\n\n"
        ),
        language=ES,
        head="# Preguntas de entrevista\n\n## Índice\n\n- [Índice](#índice)\n",
        contents="  - [{q}](#{id})",
        section="### Nivel {n}\n\n",
    )


def leveled(c: random.Random) -> Made:
    """`### Q (Mid)`, and a heading `Source` with links below each answer."""

    def one(e: Entry) -> str:
        return f"### {e.question} (Mid)\n\n{e.answer or ''}\n\n###### Source\n\n* https://example.org/{e.n}\n\n[[↑] Back to top](#React)\n"

    made = written("leveled.md", c, one, unanswered=0.1)
    made.truth = [(f"{q} (Mid)", a) for q, a in made.truth]
    return made


def answer_headings(c: random.Random) -> Made:
    """`## **Q1. Q** ##` and `### Ans:`."""

    def one(e: Entry) -> str:
        return f"## **Q{e.n}. {e.question}** ##\n\n### Ans:\n{filled(e, ('', '-'))}\n\n"

    return written(
        "ans.md",
        c,
        one,
        head="![X](a.png)\n\n# Introduction\n\n## *All questions on one page.*\n\n",
    )


def ticked_answers(c: random.Random) -> Made:
    """`### **1. Q**  ` and `✅ **Answer:**` below."""

    def one(e: Entry) -> str:
        return f"### **{e.n}. {e.question}**  \n✅ **Answer:**  \n{filled(e, ('', 'Coming soon'))}\n\n---\n\n"

    return written("ticks.md", c, one, section="## **🔹 Section {n}: {thing}**\n", unanswered=0.1)


def lettered(c: random.Random) -> Made:
    """`### a. Q`."""
    return written(
        "letters.md",
        c,
        lambda e: f"### {chr(96 + e.n)}. {e.question}\n\n{filled(e, ('',))}\n\n",
        language=ES,
        head="# Respuestas a preguntas\n\n",
    )


def repeated(c: random.Random) -> Made:
    """The same heading with other code; the answer in a fold."""
    made = Made("same.md", "# Quiz\n\n")
    from benchmarks.pairing.bodies import Body
    from benchmarks.pairing.words import ENGLISH

    body = Body(c, ENGLISH)
    for n in range(1, 13):
        code = f"```javascript\nconst x{n} = {n};\nconsole.log(x{n} + '1');\n```"
        options = f"- A: `{n}1`\n- B: `{n + 1}`\n- C: `NaN`\n- D: `undefined`"
        answer = body.one()
        made.text += (
            f"###### {n}. ¿Cuál es el resultado?\n\n{code}\n\n{options}\n\n<details><summary><b>Solución</b></summary>\n<p>\n\n"
            f"#### Answer: {'ABCD'[n % 4]}\n\n{answer}\n\n</p>\n</details>\n\n---\n\n"
        )
        made.truth.append(
            (f"¿Cuál es el resultado?\n{code}\n{options}", f"{'ABCD'[n % 4]}\n\n{answer}")
        )
    return made


ALL = (
    plain,
    numbered_list,
    q_dot,
    closed,
    sourced,
    doubts,
    topics,
    topics_numbered,
    chinese,
    chinese_tight,
    spanish,
    leveled,
    answer_headings,
    ticked_answers,
    lettered,
    repeated,
)
