"""Where a group is: the areas behind "here", "upstairs", a floor, or the whole home."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..home.model import Home
from .plan import Group, Place


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The home's areas, as seen by a speaker who may be in one of them."""

    home: Home
    speaker_area: str | None = None
    there_area: str | None = None

    def areas_of(self, group: Group) -> frozenset[str | None] | None:
        """Return the group's areas, or None where the place leaves it open (ANY) or cannot be told (HERE, THERE)."""
        if group.area_id is not None:
            return frozenset({group.area_id})
        if group.floor_id is not None:
            return self._on_floors((group.floor_id,))
        if group.place is Place.ALL:
            return self.home.everywhere
        if group.place is Place.UPSTAIRS:
            return self._on_floors(self._floors(up=True))
        if group.place is Place.DOWNSTAIRS:
            return self._on_floors(self._floors(up=False))
        area = {Place.HERE: self.speaker_area, Place.THERE: self.there_area}.get(group.place or Place.ANY)
        return None if area is None else frozenset({area})

    def _on_floors(self, floor_ids: Iterable[str]) -> frozenset[str | None]:
        """Return the areas on these floors."""
        wanted = frozenset(floor_ids)
        return frozenset(area.area_id for area in self.home.areas if area.floor_id in wanted)

    def _floors(self, *, up: bool) -> tuple[str, ...]:
        """Return the floors above (or below) the speaker's; where there are none, those above (or at) the ground floor.

        A home that counts its floors from 1 has its lowest floor that is not a basement as the ground floor.
        """
        levels = {floor.floor_id: floor.level for floor in self.home.floors if floor.level is not None}
        if not levels:
            return ()
        above_ground = [level for level in levels.values() if level >= 0]
        ground = min(above_ground) if above_ground else max(levels.values())
        own = levels.get(self._own_floor() or "")
        if own is not None:
            found = tuple(floor for floor, level in levels.items() if (level > own if up else level < own))
            if found:
                return found
        return tuple(floor for floor, level in levels.items() if (level > ground if up else level <= ground))

    def _own_floor(self) -> str | None:
        """Return the floor that the speaker is on, where that is known."""
        return next((area.floor_id for area in self.home.areas if area.area_id == self.speaker_area), None)
