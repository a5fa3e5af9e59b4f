"""Filters over the questions of a bank. Part of the library page."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from knowledge.question import Bank, Level, Question

_TRIED, _OPEN = "Tried", "Not tried"
_POINTS: dict[str, Callable[[Question], bool]] = {
    "written by a person": lambda q: not q.derived and q.points_by is None,
    "derived": lambda q: q.derived,
    "by a model": lambda q: q.points_by is not None,
    "for a proposed answer": lambda q: q.reference_by is not None,
}


@dataclass(frozen=True, slots=True)
class Fits:
    """Whether a question is among those asked for; what is empty asks for nothing."""

    topics: frozenset[str]
    levels: frozenset[Level]
    tags: frozenset[str]
    points: tuple[str, ...]
    tried: str | None
    known: frozenset[str]

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.topics or self.levels or self.tags or self.points or self.tried)

    def __call__(self, question: Question) -> bool:
        return (
            (not self.topics or question.topic in self.topics)
            and (not self.levels or question.level in self.levels)
            and (not self.tags or bool(self.tags & set(question.tags)))
            and (not self.points or any(_POINTS[p](question) for p in self.points))
            and (not self.tried or (question.id in self.known) is (self.tried == _TRIED))
        )


def draw(bank: Bank, tried: frozenset[str]) -> Fits:
    """The folded filters; what they ask for."""
    with st.expander("Filter", icon=":material/filter_list:", key="filters"):
        topics = st.multiselect("Topics", bank.topics, key="filter_topics")
        levels = st.pills(
            "Levels", list(Level), selection_mode="multi", key="filter_levels", format_func=str
        )
        tags = st.multiselect("Tags", bank.tags, key="filter_tags") if bank.tags else []
        points = st.pills("Key points", list(_POINTS), selection_mode="multi", key="filter_points")
        asked = st.segmented_control("Answered before", (_TRIED, _OPEN), key="filter_tried")
    return Fits(
        frozenset(topics),
        frozenset(levels),
        frozenset(tags),
        tuple(points),
        asked,
        tried,
    )
