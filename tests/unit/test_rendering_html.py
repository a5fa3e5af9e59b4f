"""A report as HTML is one page that loads nothing, runs nothing, and can be read by everybody."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.events import Purpose
from interviewer.interview import replay
from interviewer.rendering.html import to_html
from interviewer.rendering.marked import segments
from interviewer.report import Evidence, Quote, Report, State, TurnReport, report
from tests.examples import FIRST, events
from tests.hostile import ATTACKS, IN_A_REPORT, hostile_events

INERT = {"href", "class", "id", "dir", "lang", "scope", "title", "role", "tabindex", "colspan"}
INERT |= {
    "alt",
    "src",
    "aria-hidden",
    "aria-labelledby",
    "style",
    "charset",
    "name",
    "content",
    "http-equiv",
}


class Page(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.marks: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self.marks.append("")
        if tag not in {"meta", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.open[-1:] == ["mark"]:
            self.marks[-1] += data


def page(upto: int | None = None) -> Page:
    return Page(to_html(reported(upto)))


def reported(upto: int | None = None) -> Report:
    return report(replay(events()[:upto]), interview_id="i1")


@pytest.mark.parametrize("upto", range(1, len(events()) + 1))
def test_every_tag_is_closed(upto: int) -> None:
    """At any moment of an interview."""
    assert page(upto).open == []


def test_a_hostile_interview_stays_text() -> None:
    """No tag, attribute or address of theirs, and every attack can be read."""
    shown = Page(to_html(report(replay(hostile_events()), interview_id="i1")))
    assert not {t for t, _ in shown.tags} & {"script", "img", "svg", "iframe", "object", "link"}
    assert {a for _, attrs in shown.tags for a in attrs} <= INERT
    links = [attrs.get("href") or "" for tag, attrs in shown.tags if tag == "a"]
    assert all(re.fullmatch(r"#question-\d+", link) for link in links)
    assert sum(tag == "style" for tag, _ in shown.tags) == 1
    text = "".join(shown.text)
    for shown_whole in (*ATTACKS, *(f"<b>{field}</b>" for field in IN_A_REPORT)):
        assert shown_whole in text
    assert "<b>worded</b>" not in text


def test_the_page_forbids_itself_all_loading() -> None:
    """Should anything ever slip through, the browser stops it; and nothing names an address."""
    html = to_html(reported())
    assert "default-src 'none'" in html
    assert "http:" not in html
    assert "https:" not in html
    assert "url(" not in html


def test_charts_are_pictures_inside_the_page_with_the_same_in_words() -> None:
    """A picture can run nothing, and asks nobody."""
    pictures = [attrs for tag, attrs in page().tags if tag == "img"]
    assert pictures
    for picture in pictures:
        assert (picture["src"] or "").startswith("data:image/svg+xml;base64,")
        assert "quite sure: 31 % over 1" in (picture["alt"] or "")


def test_quotes_are_marked_where_they_stand() -> None:
    """In the order of the answers."""
    assert page().marks == [
        "you randomly switch off some neurons while training",
        "It stops overfitting",
        "you keep dropping them too",
        "you'd want all of them on",
        "scale down",
        "Each layer multiplies the gradient by a number smaller than one",
        "Sigmoids saturate",
    ]


def test_tables_have_captions_and_headers_with_a_scope() -> None:
    """So that they can be heard."""
    tags = page().tags
    assert sum(t == "table" for t, _ in tags) == sum(t == "caption" for t, _ in tags) == 6
    assert all(attrs.get("scope") in {"row", "col"} for t, attrs in tags if t == "th")


def test_every_cell_of_the_heatmap_has_its_word() -> None:
    """No meaning by colour or sign alone."""
    html = to_html(reported())
    cells = re.findall(r'<td class="cell (\w+)".*?</td>', html, re.DOTALL)
    words = re.findall(
        r'<td class="cell .*?<span class="hidden">(.*?)</span></td>', html, re.DOTALL
    )
    assert len(cells) == len(words) == 11
    assert words[3] == "covered with help"


def test_links_lead_to_questions_that_are_there() -> None:
    """Every anchor has its target."""
    tags = page().tags
    ids = {attrs["id"] for _, attrs in tags if "id" in attrs}
    assert {(attrs["href"] or "#")[1:] for t, attrs in tags if t == "a"} <= ids


def test_headings_skip_no_level() -> None:
    """From h1 down, one at a time."""
    levels = [int(t[1]) for t, _ in page().tags if re.fullmatch(r"h\d", t)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_control_characters_are_shown_as_such() -> None:
    """They have no place in HTML."""
    whole = reported()
    title = whole.header.model_copy(update={"bank_title": "a\x00b\x1bc"})
    html = to_html(whole.model_copy(update={"header": title}))
    assert "a\ufffdb\ufffdc" in html
    assert "\x00" not in html


def turn(answer: str, spans: list[tuple[int, int, State]]) -> TurnReport:
    return TurnReport(
        number=1,
        asked="?",
        purpose=Purpose.QUESTION,
        answer=answer,
        evidence=tuple(
            Evidence(
                point=f"k{i}",
                state=state,
                quotes=(Quote(question=1, turn=1, text=answer[a:b], start=a, end=b),),
            )
            for i, (a, b, state) in enumerate(spans)
        ),
    )


def test_where_quotes_overlap_the_contradiction_shows() -> None:
    """And both end where they end."""
    cut = segments(turn("abcdef", [(0, 4, State.COVERED), (2, 6, State.CONTRADICTED)]))
    assert [(s.text, s.state, s.ends) for s in cut] == [
        ("ab", State.COVERED, ()),
        ("cd", State.CONTRADICTED, ("k0",)),
        ("ef", State.CONTRADICTED, ("k1",)),
    ]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 40)), max_size=5))
def test_segments_together_are_the_answer(places: list[tuple[int, int]]) -> None:
    """Whatever overlaps, nothing is lost or doubled."""
    spans = [(a, min(a + n, len(FIRST)), State.COVERED) for a, n in places]
    cut = segments(turn(FIRST, spans))
    assert "".join(s.text for s in cut) == FIRST
    assert all(s.text for s in cut)
