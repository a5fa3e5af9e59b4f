"""How quickly documents are read: questions a second of processor time, for each of some kinds.

`python benchmarks/reading.py`. Prints what docs/benchmarks.md records; asserts nothing.
"""

import io
import json
import time
from collections.abc import Callable

from knowledge.reading import guarded, read

QUESTIONS = 1_000
TEXT = "It holds what the other one waits for, and lets go of it when all of that is done."


def markdown() -> bytes:
    """Headings with an answer, a list and code each."""
    part = (
        "## {n}. What is thing number {n} good for?\n\n{text}\n\n- one\n- two\n\n"
        "```c\nx = {n};\n```\n"
    )
    return "\n".join(part.format(n=n, text=TEXT) for n in range(QUESTIONS)).encode()


def text() -> bytes:
    """Labelled questions and answers."""
    part = "Ques {n}. What is thing number {n} good for?\nAns: {text}\n"
    return "\n".join(part.format(n=n, text=TEXT) for n in range(QUESTIONS)).encode()


def page() -> bytes:
    """A web page of headings and paragraphs."""
    part = "<h2>What is thing number {n} good for?</h2><p>{text}</p>"
    return ("<html>" + "".join(part.format(n=n, text=TEXT) for n in range(QUESTIONS))).encode()


def table() -> bytes:
    """A csv file."""
    rows = (f'{n},What is thing number {n} good for?,"{TEXT}"' for n in range(QUESTIONS))
    return "\n".join(["id,question,answer", *rows]).encode()


def data() -> bytes:
    """JSON."""
    return json.dumps(
        [{"question": f"What is thing number {n} for?", "answer": TEXT} for n in range(QUESTIONS)]
    ).encode()


def word() -> bytes:
    """A Word document."""
    import docx

    made = docx.Document()
    for n in range(QUESTIONS):
        made.add_heading(f"What is thing number {n} good for?", 2)
        made.add_paragraph(TEXT)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


KINDS: dict[str, Callable[[], bytes]] = {
    "a.md": markdown,
    "a.txt": text,
    "a.html": page,
    "a.csv": table,
    "a.json": data,
    "a.docx": word,
}


def main() -> None:
    """Print a line a kind, and what a process of its own adds."""
    for name, make in KINDS.items():
        document = make()
        read(document, name)
        began = time.process_time()
        found = len(read(document, name).pairs)
        spent = time.process_time() - began
        print(f"{name:8} {found:5} questions  {spent:5.2f} s  {found / spent:7,.0f} a second")
    small = b"Q: What?\nA: That.\n"
    began = time.perf_counter()
    guarded.read(small, "a.txt")
    print(f"a process of its own adds {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
