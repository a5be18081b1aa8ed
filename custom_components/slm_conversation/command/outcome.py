"""What really happened to a plan: what the reply is made of, and what callers are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..home.model import Entity
from .plan import Action, Question, Refusal


class Failure(StrEnum):
    """Why an action was not done on an entity (or at all)."""

    UNSUPPORTED = "unsupported"  # the device cannot do that
    OUT_OF_RANGE = "out_of_range"  # detail: "16..30"
    UNAVAILABLE = "unavailable"  # the entity is unavailable
    OFF = "off"  # it is off, and does this only while it is on
    FORBIDDEN = "forbidden"  # the user may not control it
    ERROR = "error"  # the service call raised; detail: HA's message
    NOT_FOLLOWED = "not_followed"  # called, but the state did not follow in time
    NO_VALUE = "no_value"  # a SET without a value


class Why(StrEnum):
    """Why a whole step came to nothing."""

    ABSENT = "absent"  # no such device here (``Refusal`` ABSENT, or a group that is empty)
    NOT_MINE = "not_mine"  # not a home command
    LATER = "later"  # an action with a ``when``: cannot be done later yet
    UNSURE = "unsure"  # confidence under the threshold
    CANCELLED = "cancelled"  # the speaker said no to our question
    NOT_NOW = "not_now"  # another question had to be asked first
    NO_REFERENT = "no_referent"  # "it", but nothing was spoken of
    NOTHING_ASKED = "nothing_asked"  # "yes", but we asked nothing
    SILENCE = "silence"  # no word was heard: empty, emoji, nothing but particles
    TOO_LONG = "too_long"  # more than anyone says in a sentence
    FOREIGN = "foreign"  # a language that is not ours


class AskKind(StrEnum):
    """What a question back wants to know."""

    WHICH = "which"  # one of several devices
    CONFIRM = "confirm"  # a yes before something risky


@dataclass(frozen=True, slots=True)
class ServiceCall:
    """One Home Assistant service call on one or more entities."""

    domain: str
    service: str
    entity_ids: tuple[str, ...]
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Failed:
    """An entity on which an action failed. ``detail`` is never spoken as it is, except OUT_OF_RANGE's range."""

    entity: Entity
    failure: Failure
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An entity's state at the moment of which is spoken."""

    entity: Entity
    state: str
    attributes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Acted:
    """An action that was tried.

    ``done`` holds the entities whose state is now as asked; ``already`` those of them that it was before; ``moving``
    those that are on their way, where it matters whether they arrive.
    """

    action: Action
    calls: tuple[ServiceCall, ...]
    done: tuple[Entity, ...]
    already: tuple[Entity, ...] = ()
    failed: tuple[Failed, ...] = ()
    moving: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered. ``readings`` are all entities asked about; ``matching`` those in ``question.state``."""

    question: Question
    readings: tuple[Reading, ...]
    matching: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question back. ``action`` runs on ``candidates`` after a yes (CONFIRM), or on the one picked (WHICH)."""

    kind: AskKind
    action: Action
    candidates: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """A step that did nothing, and why."""

    why: Why
    step: Action | Question | Refusal | None = None


type StepOutcome = Acted | Answered | Asked | Nothing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, step by step, in the order spoken, and at the end the question back, if there is one."""

    steps: tuple[StepOutcome, ...]

    @property
    def calls(self) -> tuple[ServiceCall, ...]:
        """All service calls, in order."""
        return tuple(call for step in self.steps if isinstance(step, Acted) for call in step.calls)

    @property
    def asked(self) -> Asked | None:
        """The question back, if there is one."""
        return next((step for step in self.steps if isinstance(step, Asked)), None)


def question_last(steps: Sequence[StepOutcome]) -> Outcome:
    """Return the outcome of steps of which some may ask back. Only one question is asked; the others are not tried."""
    asked = [step for step in steps if isinstance(step, Asked)]
    said = [Nothing(Why.NOT_NOW, step.action) for step in asked[1:]]
    return Outcome((*(step for step in steps if not isinstance(step, Asked)), *said, *asked[:1]))
