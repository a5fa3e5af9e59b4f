"""Answers as real documents have them: paragraphs, lists, code, tables, headings of their own."""

import random

from benchmarks.pairing.words import Language, sentence

CODE = [
    "```js\nconst a = (x) => {\n  // What is x?\n  return x ? 1 : 0;\n};\n\n# no heading\n```",
    "```html\n<Router><div>Hello</div></Router>\n```",
    "```cpp\nstd::vector<int> v{1, 2};\n\nv.push(3);\n```",
    "```\n1. not a question\n2. neither\n```",
]


class Body:
    """Makes answers of one language; `deep` are the marks of headings that may stand in them."""

    def __init__(
        self, chance: random.Random, language: Language, *, deep: str = "", plain: bool = False
    ) -> None:
        self.chance, self.language, self.deep, self.plain = chance, language, deep, plain

    def one(self) -> str:
        """An answer of one to five parts; the first and the last are its own."""
        kinds = [self.paragraph, self.paragraph, self.bullets, self.numbered, self.lines]
        if not self.plain:
            kinds += [self.code, self.table, self.bold, self.quote, self.nested]
            if self.deep:
                kinds += [self.headed, self.counted, self.asking]
        parts = [self.chance.choice((self.paragraph, self.paragraph, self.bullets))()]
        parts += [
            self.chance.choice(kinds)() for _ in range(self.chance.choice((0, 0, 1, 1, 2, 4)))
        ]
        return "\n\n".join(parts)

    def said(self) -> str:
        """One sentence."""
        return sentence(self.chance, self.language)

    def paragraph(self) -> str:
        return " ".join(self.said() for _ in range(self.chance.randint(1, 4)))

    def bullets(self) -> str:
        mark = self.chance.choice("-*")
        return "\n".join(f"{mark} {self.said()}" for _ in range(self.chance.randint(2, 4)))

    def numbered(self) -> str:
        return "\n".join(f"{i}. {self.said()}" for i in range(1, self.chance.randint(3, 5)))

    def lines(self) -> str:
        return "\n".join(self.said() for _ in range(3))

    def nested(self) -> str:
        return f"- {self.said()}\n  - {self.said()}\n  - {self.said()}\n- {self.said()}"

    def code(self) -> str:
        return f"{self.said()}\n\n{self.chance.choice(CODE)}"

    def table(self) -> str:
        rows = "\n".join(f"| part {i} | {self.said()} |" for i in range(2))
        return f"| Part | Use |\n|---|---|\n{rows}"

    def bold(self) -> str:
        return f"**Example:**\n\n{self.said()}\n\n**Why so?** {self.said()}"

    def quote(self) -> str:
        return f"> **Note**: {self.said()}\n\n{self.said()}"

    def counted(self) -> str:
        parts = (
            f"{self.deep} {i}. Part {i}\n{self.said()}" for i in range(1, self.chance.randint(3, 9))
        )
        return "\n\n".join(parts)

    def asking(self) -> str:
        a = self.chance.choice(self.language.things)
        return f"{self.deep} What is {a}?\n\n{self.said()}\n\n{self.deep} Why it matters\n\n{self.said()}"

    def headed(self) -> str:
        a = self.chance.choice(
            ("Example", "How it works", "1. First way", "When to use it", "Costs")
        )
        return f"{self.deep} {a}\n\n{self.said()}\n\n{self.deep} Summary\n\n{self.said()}"
