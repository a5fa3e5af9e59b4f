"""Progress: past interviews, and what can be done with them."""

from interviewer.engine import Engine, Wish
from interviewer.wiring import Wired
from tests.ui.drawn import choose, keys, opened, press, text
from tests.ui.past import in_bank, keep


def test_with_nothing_yet_the_page_leads_to_the_first_interview(engine: Engine) -> None:
    """Instead of an empty table."""
    at = opened("progress")
    assert "Finish one interview to see this." in text(at)
    assert "start" in keys(press(at, "to_practice"))


def test_past_interviews_are_listed_with_their_marks(wired: Wired) -> None:
    """The one touched last first."""
    engine = wired.engine
    keep(wired, "past")
    of = engine.start(Wish("deep-learning", 2))
    said = text(opened("progress"))
    assert said.index("in progress") < said.index("completed")
    assert f"1 of {engine.load(of).plan.count} questions" in said
    assert "4 of 4 questions" in said


def test_a_report_is_a_click_away(wired: Wired) -> None:
    """From each line."""
    keep(wired, "other")
    keep(wired, "past")
    at = press(opened("progress"), "open_past")
    assert at.query_params["interview"] == "past"
    assert "Report: Deep learning" in text(at)


def test_an_interview_in_progress_can_be_continued(engine: Engine) -> None:
    """One that is over cannot."""
    over, open_ = (engine.start(Wish("deep-learning", 1)) for _ in range(2))
    engine.end(over)
    at = opened("progress")
    assert f"continue_{over}" not in keys(at)
    press(at, f"continue_{open_}")
    assert "answer" in keys(at)


def test_deleting_asks_first(wired: Wired) -> None:
    """And says what would be lost."""
    of = keep(wired, "past")
    at = press(opened("progress"), f"delete_{of}")
    assert {"delete_confirm", "delete_cancel"} <= keys(at)
    assert "with every answer and mark" in text(at)
    assert len(wired.engine.interviews()) == 1


def test_a_trend_has_words_for_who_cannot_see_it(wired: Wired) -> None:
    """From the second interview on."""
    keep(wired, "first")
    assert "over time" not in text(opened("progress"))
    keep(wired, "second")
    assert "Marks of 2 interviews over time" in text(opened("progress"))


def test_a_long_list_comes_in_pages(wired: Wired) -> None:
    """Twenty at a time."""
    for number in range(21):
        keep(wired, f"n{number:02}")
    at = opened("progress")
    assert sum(k.startswith("open_") for k in keys(at)) == 20
    press(at, "show_more")
    assert sum(k.startswith("open_") for k in keys(at)) == 21
    assert "show_more" not in keys(at)


def test_the_list_can_be_narrowed_to_a_bank(wired: Wired) -> None:
    """Where there are several."""
    keep(wired, "past")
    in_bank(wired, "other", "trees", "Trees")
    at = choose(opened("progress"), "banks", ["trees"])
    assert {k for k in keys(at) if k.startswith("open_")} == {"open_other"}


def test_what_is_due_stands_first_with_its_reason_and_a_button(wired: Wired) -> None:
    """A confident error before the others; the button asks these and no others."""
    keep(wired, "past")
    at = opened("progress")
    said = text(at)
    assert said.index("Due today") < said.index("Level per topic") < said.index("Past interviews")
    assert "you were sure and it was not right, you missed 2 of 5 points" in said
    press(at, "review_deep-learning")
    begun = next(s for s in wired.engine.interviews() if s.finished is None)
    plan = wired.engine.load(begun.id).plan
    assert plan.choices[0].question_id == "dropout"
    assert plan.count <= 5


def test_levels_are_told_in_words_as_well(wired: Wired) -> None:
    """With the band and how many answers each rests on."""
    keep(wired, "past")
    said = text(opened("progress"))
    assert "Level per topic, the weakest first: " in said
    assert ", n 1" in said


def test_how_sure_against_how_right_is_counted_over_all(wired: Wired) -> None:
    """From two taps in one interview."""
    keep(wired, "past")
    said = text(opened("progress"))
    assert "2 first answers rated: 1 confident error" in said
    assert "quite sure: 31 % over 1" in said


def test_two_interviews_can_be_set_side_by_side(wired: Wired) -> None:
    """With the questions that both asked, point by point."""
    keep(wired, "first")
    keep(wired, "second")
    at = opened("progress")
    at.multiselect(key="compare").set_value(["first", "second"]).run()
    said = text(at)
    assert "3 questions asked in both" in said
    assert "0 points went better and 0 worse" in said


def test_the_list_can_be_narrowed_to_what_is_in_progress(wired: Wired) -> None:
    """Where there is both."""
    keep(wired, "past")
    open_ = wired.engine.start(Wish("deep-learning", 1))
    at = choose(opened("progress"), "states", ["in progress"])
    assert {k for k in keys(at) if k.startswith("open_")} == {f"open_{open_}"}
