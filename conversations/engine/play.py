"""Replaying a conversation from its journal to its first open question."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import msgspec

from conversations.engine.journal import Journal, Unanswered, given
from conversations.engine.questions import Question
from conversations.engine.verbs import Ask, Asking, Drawing, LookingUp, Now, Telling
from conversations.wording import Text

STEPS = 500
"""How many verbs a script may await in one replay."""

_NO_LOOP = "no running event loop"
"""What asyncio says in a script, which is stepped without a loop."""

Script = Callable[[Ask], Coroutine[Any, Any, Any]]


class ForeignAwait(TypeError):
    """A script awaited something that is not a verb."""


class EndlessScript(RuntimeError):
    """A script awaited more verbs than it may."""


class World(Protocol):
    """What lies outside a conversation, as far as a verb may reach it."""

    def look_up(self, subject: str, arguments: Mapping[str, Any]) -> Any:
        """Return ids and codes as natural JSON."""
        ...

    def now(self) -> datetime:
        """Return the time of this turn."""
        ...

    def draw(self, digits: int) -> str:
        """Return random digits."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A registered script: its name, the commands that start it, and what it keeps.

    `attaches` names the answer to which words beside a photo go, in a conversation that takes
    photos and voice notes sent in between; it is empty in one that does not.
    """

    name: str
    script: Script
    starts: tuple[str, ...] = ()
    attaches: str = ""
    resumable: bool = True
    for_another: bool = False


def conversation(
    name: str,
    starts: Iterable[str] = (),
    *,
    attaches: str = "",
    resumable: bool = True,
    for_another: bool = False,
) -> Callable[[Script], Conversation]:
    """Register an `async def` as a conversation; `for_another` if it is about somebody else."""

    def register(script: Script) -> Conversation:
        return Conversation(
            name=name,
            script=script,
            starts=tuple(starts),
            attaches=attaches,
            resumable=resumable,
            for_another=for_another,
        )

    return register


@dataclass(slots=True)
class Turn:
    """Where a replay arrived: an open question or an end, and what is said on the way.

    `trail` holds the names of the answered questions in the order in which the script
    asked them, so that "back" means what the person sees as the one before.
    """

    journal: Journal
    asked: Question[Any] | None = None
    tells: list[Text] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)
    ended: bool = False
    result: Any = None


def play(conversation: Conversation, journal: Journal, world: World) -> Turn:
    """Replay to the first open question or to the end.

    Raises ForeignAwait or EndlessScript when the script itself is wrong.
    """
    with closing(Replay(conversation, journal, world)) as replay:
        return replay.start()


class Replay:
    """A script that stands at its first open question; `go_on` spares replaying it anew.

    `start` it first, and `close` it at last.
    """

    def __init__(self, conversation: Conversation, journal: Journal, world: World) -> None:
        self._name, self._world = conversation.name, world
        self._script = conversation.script(Ask(journal.opening, journal.attached))
        self._steps = 0
        self.turn = Turn(journal)

    def start(self) -> Turn:
        """Return the first open question, or the end."""
        self._run(None)
        return self.turn

    def close(self) -> None:
        """Let go of the script."""
        self._script.close()

    def go_on(self, journal: Journal) -> Turn:
        """Return where the script arrives when its open question is answered in `journal`.

        Equal to a replay as long as nothing else in the journal has changed.
        """
        before = self.turn
        assert before.asked is not None  # noqa: S101 - the caller has just read a reply to it
        self.turn = Turn(journal, tells=[*before.tells], trail=[*before.trail])
        reply = _ask(before.asked, self.turn)
        if self.turn.asked is None:
            self._run(reply)
        return self.turn

    def _run(self, reply: Any) -> None:
        turn = self.turn
        try:
            while self._steps < STEPS:
                self._steps += 1
                reply = _carry_out(self._script.send(reply), turn, self._world, self._name)
                if turn.asked is not None:
                    return
        except StopIteration as end:
            turn.ended, turn.result = True, end.value
            return
        except RuntimeError as error:
            if str(error) == _NO_LOOP:
                raise _foreign(self._name, "something that needs an event loop") from error
            raise
        raise EndlessScript(f"{self._name} awaited more than {STEPS} verbs in one replay")


def _carry_out(verb: object, turn: Turn, world: World, script: str) -> Any:
    match verb:
        case Asking(question, offered, otherwise):
            return _ask(question, turn, otherwise if offered else None)
        case Telling(text):
            turn.tells.append(text)
            return None
        case LookingUp(subject, arguments):
            key = f"{subject} {msgspec.json.encode(arguments).decode()}"
            return _recorded(turn, key, lambda: world.look_up(subject, arguments))
        case Now(name):
            said = _recorded(turn, f"now {name}", lambda: world.now().isoformat())
            return datetime.fromisoformat(said)
        case Drawing(name, digits):
            return _recorded(turn, f"draw {name}", lambda: world.draw(digits))
    raise _foreign(script, repr(verb))


def _foreign(script: str, what: str) -> ForeignAwait:
    return ForeignAwait(
        f"{script} awaited {what}. A conversation may await only verbs: ask, tell, look_up, now, "
        "draw. To read something, use `await look_up(...)`, which is recorded. To wait, end the "
        "conversation and store a time, at which handlers/due.py goes on."
    )


def _ask(question: Question[Any], turn: Turn, otherwise: Unanswered | None = None) -> Any:
    name, journal = question.name, turn.journal
    if name in journal.answers:
        answer = given(journal.answers[name])
        if _stands(question, answer, turn):
            # What was told before an answer has been read by whoever gave that answer.
            if name not in journal.understood:
                turn.tells.clear()
            turn.trail.append(name)
            return answer
    elif otherwise is not None and journal.wanted != name:
        return otherwise
    turn.asked = question
    return None


def _stands(question: Question[Any], answer: Any, turn: Turn) -> bool:
    """Tell whether an answer is still one; why a change elsewhere made it impossible is said."""
    if isinstance(answer, Unanswered):
        return answer in question.ways_out
    if not question.accepts(answer):
        return False
    why = question.objection(answer)
    if why is not None:
        turn.tells.append(why)
    return why is None


def _recorded(turn: Turn, key: str, find: Callable[[], Any]) -> Any:
    journal = turn.journal
    if key not in journal.outcomes:
        turn.journal = msgspec.structs.replace(journal, outcomes={**journal.outcomes, key: find()})
    return turn.journal.outcomes[key]
