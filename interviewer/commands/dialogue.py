"""The interview as a talk in the terminal, one answer after the other. For `practice`."""

import contextlib
from time import monotonic

import typer

from interviewer.commands import output
from interviewer.commands.keyboard import Said, choose, listen
from interviewer.engine import Engine
from interviewer.errors import BadRequest, Conflict, MockInterviewerError
from interviewer.events import Mode
from interviewer.interview import Interview
from interviewer.report import QuestionReport

_HELP = """Type your answer and finish it with an empty line; or with :guessing, :unsure, :sure
or :certain, to say how sure you are of it before you learn what counted.
  :hint     a hint (practice mode)
  :idk      say that you do not know
  :skip     pass on this
  :repeat   hear it again
  :why      why this question was chosen
  :pause    leave; --resume goes on later
  :end      end the interview and see how it went
  :help     this list"""


class Dialogue:
    """Asks, listens and shows, until the interview is over or the candidate leaves."""

    def __init__(self, engine: Engine, interview_id: str) -> None:
        self._engine = engine
        self._id = interview_id
        self._asked = -1  # the number of the turn that was said last
        self._closed = 0  # how many questions had their points shown
        self._handed = False  # whether it was told that the model's tokens are spent

    def hold(self) -> bool:
        """Whether the interview is over; False when the candidate left and may come back."""
        interview = self._engine.resume(self._id)
        self._closed = len(self._over(interview))
        plan = interview.plan
        count = f"{plan.count} question{'' if plan.count == 1 else 's'}"
        output.note(
            f"{plan.bank_title}: {count}, {plan.mode.value} mode, judged by {plan.examiner}."
        )
        self._handed = interview.handed is not None
        output.note("Finish an answer with an empty line; :help lists what else you can say.")
        step: Interview | None = self._engine.advance(self._id)
        while step is not None:
            interview = step
            self._say_handed_over(interview)
            self._show_closed(interview)
            if interview.finished is not None or interview.turn is None:
                return True
            step = self._mended(interview) if interview.turn.stuck else self._talked(interview)
        self.leave()
        return False

    def leave(self) -> None:
        """Stops the clock and says how to go on."""
        with contextlib.suppress(MockInterviewerError):  # what was said is kept in any case
            self._engine.pause(self._id)
        output.note(f"Kept. Go on with: mock-interviewer practice --resume {self._id}")

    def _talked(self, interview: Interview) -> Interview | None:
        self._ask(interview)
        begun = monotonic()
        said = listen()
        if said is None or said.command == "pause":
            return None
        seconds = round(monotonic() - begun, 1)
        try:
            return self._did(said, self._latest(interview), seconds)
        except BadRequest as error:
            output.note(str(error))
            return interview
        except Conflict as error:
            output.note(str(error))
            return self._engine.advance(self._id)

    def _latest(self, interview: Interview) -> Interview:
        """The interview as it is by now, or as it was shown where it went on to another turn.

        A pause or a hint from elsewhere leaves the question in hand; what was typed still answers
        it. What was typed to a question that somebody else has answered must be refused.
        """
        now = self._engine.resume(self._id)
        shown, turn = interview.turn, now.turn
        if shown is None or turn is None or turn.number != shown.number or not turn.open:
            return interview
        return now

    def _did(self, said: Said, interview: Interview, seconds: float) -> Interview:
        match said.command:
            case "hint":
                interview = self._engine.hint(self._id, seq=interview.seq)
                if interview.round is not None:
                    output.paragraph(f"Hint: {interview.round.hints[-1].text}")
            case "skip":
                self._engine.skip(self._id, seq=interview.seq)
                interview = self._engine.advance(self._id)
            case "idk":
                interview = self._answered(interview, "I don't know.", seconds)
            case "end":
                interview = self._engine.end(self._id)
            case "repeat":
                self._asked = -1
            case "why":
                why = interview.round.turns[0].asked.why if interview.round else ""
                output.paragraph(f"This question: {output.line(why)}." if why else "By name.")
            case "help":
                output.say(_HELP)
            case _ if said.text:
                interview = self._answered(interview, said.text, seconds, said.sure)
            case _:
                output.note("Nothing was typed. Say :idk, :skip, or :help for what else there is.")
        return interview

    def _answered(
        self, interview: Interview, text: str, seconds: float, sure: int | None = None
    ) -> Interview:
        after = self._engine.answer(self._id, text, seq=interview.seq, seconds=seconds)
        if sure is not None and after.turn is not None and after.turn.answer is not None:
            self._engine.rate(self._id, after.turn.number, sure)
        interview = self._engine.advance(self._id)
        turn = interview.turn
        if turn is not None and turn.open and turn.asides:
            output.paragraph(turn.asides[-1].said.text if turn.asides[-1].said else "")
        return interview

    def _ask(self, interview: Interview) -> None:
        now, turn = interview.round, interview.turn
        if now is None or turn is None or turn.number == self._asked:
            return
        self._asked = turn.number
        if len(now.turns) == 1:
            place = f"Question {len(interview.rounds)} of {interview.plan.count}"
            output.say("\n" + typer.style(place, bold=True))
        output.say()
        output.paragraph(turn.asked.text)

    def _mended(self, interview: Interview) -> Interview | None:
        why = interview.turn.ungraded if interview.turn else None
        output.note("Your answer is saved, but it could not be judged.")
        if why is not None:
            output.note(output.line(why.reason))
        if why is not None and why.wait:
            output.note(f"The model asks to wait {why.wait:.0f} s.")
        without = "with the offline examiner" if interview.by_model else "without feedback"
        chosen = choose(f"r tries again, Enter goes on {without}.", among=frozenset({"r"}))
        if chosen is None:
            return None
        if chosen:
            return self._engine.retry(self._id)
        go_on = self._engine.hand_over if interview.by_model else self._engine.go_on
        return go_on(self._id)

    def _say_handed_over(self, interview: Interview) -> None:
        if interview.handed is not None and not self._handed:
            self._handed = True
            if interview.handed.why == "budget":
                output.note("The model's tokens for this interview are spent.")
            output.note(f"Judged by {interview.handed.examiner} from here on.")

    def _show_closed(self, interview: Interview) -> None:
        over = self._over(interview)
        if interview.plan.mode is Mode.PRACTICE:
            for question in over[self._closed :]:
                _show(question)
        self._closed = len(over)

    def _over(self, interview: Interview) -> tuple[QuestionReport, ...]:
        """The questions that nothing more is asked about."""
        left = 0 if interview.finished is not None else 1
        return self._engine.report(self._id).questions[: max(len(interview.rounds) - left, 0)]


def _show(question: QuestionReport) -> None:
    """The points of one question with the words they rest on, and the reference."""
    if not question.revealed:
        return
    output.say()
    output.paragraph(question.summary, indent="  ")
    for point in question.points:
        quotes = ", ".join(f"“{output.line(q.text)}”" for q in point.quotes)
        output.say(f"  {point.sign} {output.line(point.text)}" + (f"  {quotes}" if quotes else ""))
    for wrong in question.misconceptions:
        output.paragraph(f"! {wrong.correction}", indent="  ")
    output.say("  Reference:")
    output.paragraph(question.reference or "", indent="    ")
