"""Bank files: what is read, what is refused and how the refusal helps."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge
from knowledge import bankfile
from knowledge.errors import BankInvalid
from knowledge.question import Bank, KeyPoint, Level, Misconception, Question, Source, question_id
from tests.builders import make_bank, make_question

SMALL = """\
id: trees
title: Trees
questions:
  - prompt: What is a leaf?
    reference: A leaf is a node without children.
    key_points:
      - {text: It has no children., cue: what hangs below it, weight: 2}
      - {text: It is a node., cue: what kind of thing it is}
    misconceptions:
      - {text: A leaf has one child., correction: It has none., point: k1}
"""


def refusal(text: str) -> BankInvalid:
    """The error that parsing `text` as trees.yaml raises."""
    with pytest.raises(BankInvalid) as raised:
        bankfile.parse(text, name="trees.yaml")
    return raised.value


def test_everything_that_can_be_computed_may_be_left_out() -> None:
    """Ids, numbers and sources follow from place, prompt and file."""
    question = bankfile.parse(SMALL, name="trees.yaml").questions[0]
    assert question.id == question_id("trees", "What is a leaf?")
    assert [p.id for p in question.key_points] == ["k1", "k2"]
    assert question.misconceptions[0].id == "m1"
    assert (question.number, question.source) == (1, Source(document="trees.yaml"))


def test_only_the_caller_makes_a_bank_a_built_in_one() -> None:
    """A file cannot protect itself."""
    assert not bankfile.parse(SMALL + "builtin: true\n", name="x").builtin
    assert bankfile.parse(SMALL, name="x", builtin=True).builtin


def test_an_unknown_field_names_file_line_field_and_its_neighbour() -> None:
    """The whole of a refusal, as a user reads it."""
    error = refusal(SMALL.replace("weight: 2", "wieght: 2"))
    assert str(error) == (
        "trees.yaml, line 7, questions[0].key_points[0].wieght: "
        "nobody knows the field 'wieght'. Did you mean `weight`?"
    )


@pytest.mark.parametrize(
    ("old", "new", "where", "part"),
    [
        ("weight: 2", "weight: 9", "line 7, questions[0].key_points[0].weight", "at most 5"),
        ("weight: 2", 'weight: "2"', "line 7, questions[0].key_points[0].weight", "whole number"),
        ("It is a node.", "yes", "line 8, questions[0].key_points[1].text", "quotes"),
        ("id: trees", "id: My Trees", "line 1, id", "lower-case"),
        ("title: Trees\n", "", "line 1, title", "missing"),
        ("point: k1", "point: k9", "line 10, questions[0].misconceptions[0].point", "k1, k2"),
        ("{text: It is", "{id: k1, text: It is", "line 8, questions[0].key_points[1]", "line 7"),
        ("    reference", "    level: hard\n    reference", "line 5, questions[0].level", "basic"),
        ("title: Trees", "title: Trees\ntitle: Oaks", "line 3", "'title' stands twice"),
        ("title: Trees", "title: [Trees", "line 3", "not valid YAML"),
        ("title: Trees", "title: &t Trees\ndescription: *t", "line 3", "alias"),
        ("title: Trees", "title: !!python/name:os.system x", "line 2", "tag"),
        ("title: Trees", "title: a\x07b", "line 2", "U+0007"),
    ],
)
def test_a_wrong_field_is_found_where_it_stands(old: str, new: str, where: str, part: str) -> None:
    """Line and field lead to the spot, the message says what is wrong with it."""
    error = refusal(SMALL.replace(old, new))
    assert error.where == f"trees.yaml, {where}"
    assert part in str(error)


def test_question_ids_given_twice_name_both_lines() -> None:
    """So that neither has to be searched for."""
    text = SMALL.replace("- prompt", "- id: a\n    prompt")
    again = text + text.partition("questions:\n")[2]
    error = refusal(again)
    assert error.where == "trees.yaml, line 12, questions[1]"
    assert "'a' is used twice, first on line 4" in error.what


def test_one_prompt_twice_is_said_in_words_not_in_computed_ids() -> None:
    """The user never wrote the id that collides."""
    error = refusal(SMALL + SMALL.partition("questions:\n")[2])
    assert error.what == "the same prompt stands twice, first on line 4."


def test_all_problems_up_to_ten_come_at_once() -> None:
    """A file is mended in one round."""
    text = SMALL.replace("weight: 2", "weight: 9").replace("id: trees", "id: My Trees")
    assert len(str(refusal(text)).splitlines()) == 2
    many = SMALL + "".join(f"x{n}: 1\n" for n in range(13))
    assert str(refusal(many)).splitlines()[-1] == "… and 3 more."


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_file_says_what_a_bank_has(text: str) -> None:
    """Nothing is not an error of syntax."""
    assert "`questions`" in str(refusal(text))


@pytest.mark.parametrize("text", ["just text", "- a\n- b", "12"])
def test_a_document_of_another_shape_is_refused(text: str) -> None:
    """YAML is not yet a bank."""
    assert "fields are expected" in str(refusal(text))


def test_endless_nesting_is_refused_before_it_can_do_harm() -> None:
    """A hundred thousand brackets would end the process inside the C parser."""
    assert "nested deeper" in str(refusal("[" * 100_000))


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    """The first byte that is not UTF-8 leads there."""
    path = tmp_path / "old.yaml"
    path.write_bytes("id: x\ntitle: Bäume".encode("latin-1"))
    with pytest.raises(BankInvalid, match=r"old\.yaml, line 2: byte 0xe4 is not UTF-8"):
        bankfile.load(path)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    """Some editors write one."""
    path = tmp_path / "trees.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert bankfile.load(path).id == "trees"


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    """No traceback of the operating system."""
    with pytest.raises(BankInvalid, match="cannot be read: No such file"):
        bankfile.load(tmp_path / "none.yaml")


# pydantic strips Unicode spaces, so a text of nothing else is no text.
LINE = st.text(min_size=1, max_size=40).filter(lambda s: s.strip() != "")
SLUG = st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,8}\Z")


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Any question that can be."""
    ids = draw(st.lists(SLUG, min_size=1, max_size=3, unique=True))
    return Question(
        id=draw(SLUG),
        number=draw(st.integers(1, 99)),
        prompt=draw(LINE),
        reference=draw(LINE),
        key_points=tuple(
            KeyPoint(id=i, text=draw(LINE), cue=draw(LINE), weight=draw(st.integers(1, 5)))
            for i in ids
        ),
        misconceptions=(Misconception(id="m", text=draw(LINE), correction="c", point=ids[0]),),
        topic=draw(LINE),
        level=draw(st.sampled_from(Level)),
        hints=tuple(draw(st.lists(LINE, max_size=2))),
        source=Source(document=draw(LINE), number=draw(st.none() | st.text(max_size=5))),
        derived=draw(st.booleans()),
    )


BANKS = st.builds(
    Bank,
    id=SLUG,
    title=LINE,
    description=st.text(max_size=30),
    questions=st.lists(questions(), min_size=1, max_size=3, unique_by=lambda q: q.id).map(tuple),
    builtin=st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(BANKS)
def test_what_is_dumped_reads_back_as_it_was(bank: Bank) -> None:
    """parse(dump(bank)) == bank, whatever the texts hold."""
    assert bankfile.parse(bankfile.dump(bank), name="x", builtin=bank.builtin) == bank


def test_the_published_schema_is_the_one_in_force() -> None:
    """Editors complete by the file that lies beside the banks."""
    path = Path(knowledge.__file__).parent / "banks" / "bank.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == bankfile.schema()


def test_the_schema_accepts_what_the_parser_accepts() -> None:
    """And refuses an unknown field, as the parser does."""
    data: dict[str, Any] = yaml.safe_load(SMALL)
    jsonschema.validate(data, bankfile.schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"titel": "x"}, bankfile.schema())


def test_every_field_of_the_schema_is_described() -> None:
    """Editors show the description beside the field."""
    schema = bankfile.schema()
    shapes = [schema, *(d for d in schema["$defs"].values() if "properties" in d)]
    for shape in shapes:
        for name, field in shape["properties"].items():
            assert field.get("description"), name


@pytest.mark.parametrize("odd", ["a\x85b", "a\u2028b", "a\u2029b", "a\rb"])
def test_line_breaks_of_other_kinds_survive(odd: str) -> None:
    """YAML takes them for line ends unless they are escaped."""
    bank = make_bank([make_question(reference=odd)])
    back = bankfile.parse(bankfile.dump(bank), name="small.yaml")
    assert back.questions[0].reference == odd
