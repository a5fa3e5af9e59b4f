"""Library: banks and their questions, search, and the way in for documents."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.engine import Wish
from interviewer.wiring import Wired
from knowledge.encoder import Encoder
from knowledge.library import LONGEST_SEARCH
from knowledge.question import Bank
from tests.builders import make_bank, make_question
from tests.ui.drawn import address, choose, drawn, keys, opened, press, text, widget

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
BROKEN = b"id: trees\ntitle: Trees\nquestions:\n  - prompt: What is a tree?\n    colour: green\n"


def upload(at: AppTest, name: str, content: bytes) -> AppTest:
    """Hands that file in."""
    at.file_uploader(key="upload").upload(name, content)
    return drawn(at)


@pytest.fixture
def small(wired: Wired) -> Bank:
    """A bank of the user's own, beside the built-in one."""
    bank = make_bank(3)
    wired.library.put(bank)
    return bank


def references(wired: Wired, bank: str = "deep-learning") -> list[str]:
    """The beginnings of the reference answers."""
    return [q.reference[:60] for q in wired.library.get(bank).questions]


def test_questions_are_listed_without_their_references(wired: Wired) -> None:
    """They stay hidden until the question has been tried."""
    said = text(opened("library"))
    for question in wired.library.get("deep-learning").questions:
        assert question.prompt in said
        assert question.reference[:60] not in said
        assert all(p.text not in said for p in question.key_points)


def test_a_switch_shows_the_references(wired: Wired) -> None:
    """With the key points, for whoever wants to read first."""
    said = text(choose(opened("library"), "show_references", value=True))
    assert all(reference in said for reference in references(wired))


def test_what_was_tried_is_shown(wired: Wired) -> None:
    """The reference of that question alone."""
    of = wired.engine.start(Wish("deep-learning", 1))
    wired.engine.skip(of)
    assert references(wired)[0] not in text(opened("library"))
    wired.engine.advance(of)
    said = text(opened("library"))
    assert references(wired)[0] in said
    assert references(wired)[1] not in said


def test_a_search_finds_by_meaning(wired: Wired) -> None:
    """And shows no reference either."""
    at = choose(opened("library"), "search", "how to keep a network from learning by heart")
    said = text(at)
    assert "% near" in said
    assert not any(reference in said for reference in references(wired))


@pytest.mark.parametrize("query", ["🙂", "\0", "   ", "<b>x</b>", "x" * 10_000])
def test_no_search_breaks_the_page(wired: Wired, query: str) -> None:
    """Whatever is looked for."""
    choose(opened("library"), "search", query)


@pytest.mark.parametrize(
    ("name", "pairs"), [("trees.txt", "3"), ("queues.md", None)], ids=["text", "markdown"]
)
def test_a_document_is_previewed_before_anything_is_stored(
    wired: Wired, name: str, pairs: str | None
) -> None:
    """How many questions, and what is wrong with it, line by line."""
    before = wired.library.list()
    at = upload(opened("library"), name, (DOCUMENTS / name).read_bytes())
    found = {m.label: m.value for m in at.metric}
    assert int(found["Questions with answers"]) > 0
    assert pairs in (None, found["Questions with answers"])
    assert "import" in keys(at)
    assert wired.library.list() == before


def test_questions_without_an_answer_are_named(wired: Wired) -> None:
    """With their lines."""
    at = upload(opened("library"), "trees.txt", (DOCUMENTS / "trees.txt").read_bytes())
    assert "line 9: Differentiate between depth and height." in text(at)


def test_importing_adds_a_bank_that_can_be_asked(wired: Wired) -> None:
    """It is shown at once, and offered for the next interview."""
    at = upload(opened("library"), "trees.txt", (DOCUMENTS / "trees.txt").read_bytes())
    choose(at, "import_name", "My trees")
    press(at, "import")
    assert "My trees: 3 added" in text(at)
    assert at.selectbox(key="library_bank").value == "my-trees"
    assert "derived from the reference" in text(at)
    assert len(wired.library.get("my-trees").questions) == 3
    assert "My trees (3 questions)" in opened().selectbox(key="bank").options


def test_importing_again_says_what_changed(wired: Wired, small: Bank) -> None:
    """And that it replaces what is there."""
    content = (DOCUMENTS / "trees.txt").read_bytes()
    for expected in ("3 added", "3 unchanged"):
        at = upload(opened("library"), "trees.txt", content)
        choose(at, "import_name", "Trees")
        assert ("There is a bank trees already" in text(at)) is (expected == "3 unchanged")
        assert expected in text(press(at, "import"))


def test_another_title_that_makes_the_same_id_replaces_nothing(wired: Wired) -> None:
    """The page says so beforehand, and both banks are there in the end."""
    content = (DOCUMENTS / "trees.txt").read_bytes()
    for title in ("C++ trees", "C# trees"):
        at = choose(upload(opened("library"), "trees.txt", content), "import_name", title)
        assert ("This one will be c-trees-2." in text(at)) is (title == "C# trees")
        assert "3 added" in text(press(at, "import"))
    titles = {b.id: b.title for b in wired.library.list() if not b.builtin}
    assert titles == {"c-trees": "C++ trees", "c-trees-2": "C# trees"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n\n ", "empty"),
        ("none.txt", b"A page about nothing in particular.", "question"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("image.md", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "image.md"),
        ("trees.yaml", BROKEN, "colour"),
        ("broken.yaml", b"id: [", "broken.yaml"),
        ("list.yaml", b"- a\n- b\n", "list.yaml"),
    ],
)
def test_a_file_that_is_no_document_is_refused_in_words(
    wired: Wired, name: str, content: bytes, told: str
) -> None:
    """With what is wrong and where; there is nothing to import."""
    at = upload(opened("library"), name, content)
    assert "import" not in keys(at)
    said = " ".join([e.value for e in at.error] + [w.value for w in at.warning]) or text(at)
    assert told in said.replace("\\", "")
    assert len(wired.library.list()) == 1


def test_a_hostile_file_name_and_title_are_text(wired: Wired) -> None:
    """They come from whoever made the file."""
    name = "<img src=x onerror=alert(1)>.txt"
    at = upload(opened("library"), name, (DOCUMENTS / "trees.txt").read_bytes())
    press(choose(at, "import_name", "![](https://evil.example/p.png)"), "import")
    assert len(wired.library.list()) == 2


def test_a_bank_of_ones_own_can_be_deleted_after_a_question(wired: Wired, small: Bank) -> None:
    """The built-in one cannot."""
    at = opened("library")
    assert "delete_bank" not in keys(at)
    choose(at, "library_bank", small.id)
    press(at, "delete_bank")
    assert {"delete_bank_confirm", "delete_bank_cancel"} <= keys(at)
    assert len(wired.library.list()) == 2


def test_a_bank_can_be_kept_as_a_file(wired: Wired) -> None:
    """What it holds is tried in a real browser."""
    assert "export_bank" in keys(opened("library"))


def test_a_bank_deleted_meanwhile_gives_way(wired: Wired, small: Bank) -> None:
    """As in another tab."""
    at = address("library")
    at.session_state["library_bank"] = small.id
    wired.library.remove(small.id)
    assert widget(drawn(at), "library_bank").value == "deep-learning"


def test_a_stored_bank_that_cannot_be_read_is_named(wired: Wired, home: Path) -> None:
    """The others are there as ever."""
    (home / "banks").mkdir(parents=True, exist_ok=True)
    (home / "banks" / "bad.json").write_text("{")
    for page in ("", "library"):
        at = opened(page)
        assert any("bad" in w.value.replace("\\", "") for w in at.warning)


def test_a_long_bank_comes_in_pages(wired: Wired) -> None:
    """Twenty-five at a time."""
    many = [
        make_question(f"What is thing number {i}?", number=i, bank_id="many") for i in range(1, 31)
    ]
    wired.library.put(make_bank(many, bank_id="many", title="Many"))
    at = choose(opened("library"), "library_bank", "many")
    assert sum(k.startswith("question_") for k in keys(at)) == 25
    press(at, "show_more")
    assert sum(k.startswith("question_") for k in keys(at)) == 30


def test_of_a_long_search_the_beginning_is_read(
    wired: Wired, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser may send what no field holds; it costs no more than half a page."""
    read: list[str] = []
    encode = encoder.encode

    def noted(texts: Any, **more: Any) -> Any:
        read.extend(texts)
        return encode(texts, **more)

    monkeypatch.setattr(encoder, "encode", noted)
    found = wired.library.search("what is dropout " * 500_000, "deep-learning", 1)
    assert found
    assert max(len(text) for text in read if text.startswith("what is dropout ")) == LONGEST_SEARCH
    assert opened("library").text_input(key="search").proto.max_chars == LONGEST_SEARCH
