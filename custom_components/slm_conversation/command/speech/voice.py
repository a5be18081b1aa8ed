"""What a language must be able to say."""

from abc import ABC, abstractmethod
from collections import Counter

from ...home.model import Value
from ..outcome import Failure, Nothing, Reading
from ..plan import Action, Group, Question, State
from .facts import Places, Subject, Verb

ASKED_OF_ALL = frozenset({State.LOCKED, State.CLOSED, State.OFF, State.DOCKED})
"""What "are they ...?" asks of every one of several: "are the doors locked?" is no if one is not."""


class Voice(ABC):
    """Sentences of one language. A clause is a sentence without its end, so that several can be joined."""

    def __init__(self, places: Places) -> None:
        """Take the names of the home's places."""
        self.places = places

    @abstractmethod
    def done(self, verb: Verb, subject: Subject, value: Value | None, cleaned: str) -> str:
        """Return the clause that says what was done. ``cleaned`` names the places of CLEAN."""

    @abstractmethod
    def already(self, action: Action, subject: Subject) -> str:
        """Return the clause that says that nothing had to be done."""

    @abstractmethod
    def failed(self, failure: Failure, verb: Verb, subject: Subject, detail: str, value: Value | None) -> str:
        """Return the sentence that says what failed. ``detail`` is a range such as "16..30", in the unit of ``value``."""

    @abstractmethod
    def idle(self, group: Group | None) -> str:
        """Return the sentence that says that there was nothing to change. ``group`` is what was meant."""

    @abstractmethod
    def which(self, verb: Verb, subject: Subject) -> str:
        """Return the question which of these is meant; of many, which room."""

    @abstractmethod
    def confirm(self, verb: Verb, subject: Subject, value: Value | None) -> str:
        """Return the question whether to do it, with the value that it would set."""

    @abstractmethod
    def answer(self, question: Question, readings: tuple[Reading, ...], matching: tuple[Reading, ...]) -> str:
        """Return the sentence that answers a question about the home."""

    @abstractmethod
    def nothing(self, nothing: Nothing, group: Group | None) -> str:
        """Return the sentence that says why nothing was done. ``group`` is what was looked for in vain."""

    @abstractmethod
    def join(self, clauses: list[str], *, friendly: bool) -> str:
        """Return one sentence of several clauses."""

    @abstractmethod
    def names(self, subject: Subject) -> str:
        """Return the subject in words: names, or a group with its number."""

    @abstractmethod
    def _climate_of_room(self, reading: Reading, group: Group | None) -> str:
        """Return the clause how warm or humid a room is, where that was asked of a place rather than of a device, else ""."""

    @abstractmethod
    def _state(self, reading: Reading) -> str:
        """Return the clause of one device's state."""

    def _clauses(self, readings: tuple[Reading, ...], group: Group | None) -> list[str]:
        """Return a clause for each reading; two thermometers of a room are told apart by their names."""
        rooms = Counter(reading.entity.area_id for reading in readings)
        return [
            (rooms[reading.entity.area_id] == 1 and self._climate_of_room(reading, group)) or self._state(reading)
            for reading in readings
        ]

    @abstractmethod
    def cleaned(self, groups: tuple[Group, ...]) -> str:
        """Return the places to clean, in words."""
