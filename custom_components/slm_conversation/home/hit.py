"""What is found in a sentence."""

from dataclasses import dataclass

from .kinds import Kind
from .model import Value

MOST_MARKED = 4
"""Devices that one word may be marked with; one that fits more is marked with its kind or room."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in ``[start, end)`` of the sentence. Numbers are places in the home's tuples.

    ``specific`` is set for a kind word that also points at the devices that carry it in their name ("lamp").
    """

    start: int
    end: int
    entities: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    floors: tuple[int, ...] = ()
    kind: Kind | None = None
    specific: bool = False
    options: tuple[Value, ...] = ()
    upstairs: bool | None = None
    missing_room: bool = False

    @property
    def is_place(self) -> bool:
        """Whether a room or a floor was said, or a room that this home does not have."""
        return bool(self.areas or self.floors or self.missing_room)
