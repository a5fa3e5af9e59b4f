"""Prompts are files: declared variables, strict rendering, values that stay values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import PromptMistake, load, names, parse

FILE = "---\nname: greet\nversion: 2\nvariables: [who]\n---\nHello {{ who }}.\n***\nHi {{ who }}.\n"


def test_a_prompt_knows_its_name_version_and_variables() -> None:
    """The front matter becomes fields."""
    prompt = parse(FILE, name="greet")
    assert (prompt.id, prompt.variables) == ("greet/2", frozenset({"who"}))


def test_variations_are_chosen_by_number_and_wrap_around() -> None:
    """The third of two variations is the first."""
    prompt = parse(FILE, name="greet")
    said = [prompt.render(variation=n, who="Ada") for n in range(3)]
    assert said == ["Hello Ada.", "Hi Ada.", "Hello Ada."]


def test_a_missing_variable_raises_before_anything_is_said() -> None:
    """The error names what is missing."""
    with pytest.raises(PromptMistake, match="missing who"):
        parse(FILE, name="greet").render()


def test_an_unknown_variable_raises() -> None:
    """A value nobody uses is a mistake, not a surplus."""
    with pytest.raises(PromptMistake, match="unknown whom"):
        parse(FILE, name="greet").render(who="Ada", whom="Bob")


@given(st.text())
def test_values_are_never_rendered_again(value: str) -> None:
    """Whatever a candidate writes stands in the text as it is."""
    assert parse(FILE, name="greet").render(who=value) == f"Hello {value}."


@pytest.mark.parametrize("value", ["{{ who }}", "{% for %}", "{# x #}", "{0}", "$who"])
def test_template_signs_in_a_value_are_plain_text(value: str) -> None:
    """Braces of an answer are data."""
    assert value in parse(FILE, name="greet").render(who=value)


def test_there_is_no_prompt_of_an_unknown_name() -> None:
    """The error lists the names there are, and no path leads out of the folder."""
    with pytest.raises(PromptMistake, match="missed_point"):
        load("../pyproject")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hello.", "no front matter"),
        (FILE.replace("greet", "other"), "calls it 'other'"),
        (FILE.replace("[who]", "[whom]"), "declares"),
        (FILE.replace("version: 2", "version: two"), "version is a number"),
        (FILE.replace("version: 2\n", ""), "front matter is"),
        (FILE.replace("{{ who }}.\n***", "{{ who .\n***"), "greet"),
        (FILE.replace("Hi {{ who }}.", ""), "variation is empty"),
        (FILE.replace("version: 2", "version: ]"), "not YAML"),
    ],
)
def test_a_malformed_prompt_file_is_refused(text: str, wrong: str) -> None:
    """Each mistake is named when the file is read, not when it is used."""
    with pytest.raises(PromptMistake, match=wrong):
        parse(text, name="greet")


@pytest.mark.parametrize("name", names())
def test_every_prompt_file_loads_and_renders(name: str) -> None:
    """What ships is well-formed in every variation."""
    prompt = load(name)
    values = dict.fromkeys(prompt.variables, "x")
    assert all(prompt.render(variation=n, **values) for n in range(len(prompt.variations)))


@pytest.mark.parametrize("name", [n for n in names() if not n.startswith(("judge_", "improve_"))])
def test_no_phrase_praises_or_gives_a_verdict(name: str) -> None:
    """The interviewer's own words stay neutral; the model alone reads the prompts left out."""
    from interviewer.examiners.guard import praise

    assert not [v for v in load(name).variations if praise(v)]
