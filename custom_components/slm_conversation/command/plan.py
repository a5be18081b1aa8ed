"""What a sentence means, as typed data: the product's reach. The model's tokens are one spelling of it (``spelling.py``)."""

from dataclasses import dataclass
from enum import StrEnum

from ..home.abilities import Ability
from ..home.kinds import Kind
from ..home.model import Value


class Place(StrEnum):
    """A place that is not an area or floor of the list. Resolved by code, never by the model."""

    ANY = "any"  # none was said: here if there are such devices here, else the only one in the home, else ask
    ALL = "all"  # the whole exposed home
    HERE = "here"  # "in this room"
    THERE = "there"  # the place of the last turn
    UPSTAIRS = "upstairs"  # any floor above the speaker's, or above the ground floor
    DOWNSTAIRS = "downstairs"


class State(StrEnum):
    """A state that can be asked for or filtered by: "the ones that are on"."""

    ON = "on"
    OFF = "off"
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    PLAYING = "playing"
    PAUSED = "paused"
    CLEANING = "cleaning"
    DOCKED = "docked"
    DETECTED = "detected"  # motion, presence, leak, smoke


class Ask(StrEnum):
    """A question about the home. WHAT asks for the state, IS for yes or no, WHICH for names, COUNT for a number."""

    WHAT = "what"
    IS = "is"
    WHICH = "which"
    COUNT = "count"


class When(StrEnum):
    """When an action shall happen, if not now. The value is a DURATION for AFTER and FOR, a TIME for AT."""

    AFTER = "after"
    AT = "at"
    FOR = "for"


class No(StrEnum):
    """Why nothing is done. CHAT: not a home command. ABSENT: a home command, but no such device or room here."""

    CHAT = "chat"
    ABSENT = "absent"


class Answer(StrEnum):
    """A reply to a question of ours. PICK carries the target chosen ("the desk lamp", "두 번째")."""

    YES = "yes"
    NO = "no"
    PICK = "pick"


@dataclass(frozen=True, slots=True)
class Device:
    """One entity of the shortlist."""

    entity_id: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Devices of one name that the sentence does not tell apart: it takes a question back. The model never says this."""

    entity_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All entities of a kind in a place, optionally only those in a state. Exactly one of the places is set."""

    kind: Kind
    place: Place | None = None
    area_id: str | None = None
    floor_id: str | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Referent:
    """What the dialogue last spoke of: it, them, 그거."""


type Target = Device | Choice | Group | Referent


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``excluded`` is taken away from ``targets``; a ``Group`` of kind THING there excludes a place."""

    ability: Ability
    targets: tuple[Target, ...]
    excluded: tuple[Target, ...] = ()
    value: Value | None = None
    when: When | None = None
    when_value: Value | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question about the home. ``state`` is set for IS, WHICH and COUNT where one was named."""

    ask: Ask
    targets: tuple[Target, ...]
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing to do, and why."""

    reason: No


@dataclass(frozen=True, slots=True)
class Reply:
    """The speaker answers our question. ``targets`` is set for PICK."""

    answer: Answer
    targets: tuple[Target, ...] = ()


type Step = Action | Question | Refusal | Reply


@dataclass(frozen=True, slots=True)
class Plan:
    """The meaning of one utterance. ``confidence`` is the unmasked probability of just this plan, 0 to 1."""

    steps: tuple[Step, ...]
    confidence: float = 1.0

    @property
    def acts(self) -> bool:
        """Whether carrying it out may change something; an answer to our question counts."""
        return any(isinstance(step, Action | Reply) for step in self.steps)
