"""The home as Home Assistant has it now, kept as a plain ``Home``: the one place where ``home`` touches ``hass``.

What is exposed to Assist is read from the registries, from which states exist and from what they say that the devices
can do, never from what they are doing: a light that goes on changes nothing here. Changes are noted as they come and read when the home is next wanted, or
shortly after.
"""

import asyncio
from collections.abc import Callable
import logging
from types import MappingProxyType
from typing import Any

from homeassistant.components.conversation.const import DOMAIN as ASSISTANT
from homeassistant.components.homeassistant.exposed_entities import (
    async_listen_entity_updates,
    async_should_expose,
)
from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_FRIENDLY_NAME, ATTR_SUPPORTED_FEATURES, EVENT_STATE_CHANGED
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    intent,
)
from homeassistant.helpers.event import async_call_later

from .classify import kind_of
from .model import Area, Entity, Floor, Home
from .properties import CAPABILITY_ATTRIBUTES

_ENTITY_FIELDS = frozenset(
    {
        "aliases",
        "area_id",
        "capabilities",
        "device_class",
        "device_id",
        "disabled_by",
        "entity_id",
        "has_entity_name",
        "hidden_by",
        "name",
        "next_name_part",
        "original_device_class",
        "original_name",
        "supported_features",
    }
)
_DEVICE_FIELDS = frozenset({"area_id", "disabled_by", "name", "name_by_user", "next_name_part", "parent_device_id"})
_SHOWN_ATTRIBUTES = CAPABILITY_ATTRIBUTES | {ATTR_DEVICE_CLASS, ATTR_FRIENDLY_NAME, ATTR_SUPPORTED_FEATURES}
# A slice of the home that is read before others get their turn on the event loop, in seconds.
_SLICE = 0.004
# Changes come in bursts (a new integration brings a hundred entities): the home is read once for all of a second.
_SETTLE = 1.0

_LOGGER = logging.getLogger(__name__)

type HomeListener = Callable[[Home], None]


class HomeView:
    """The exposed home, read anew when it has changed.

    Counters tell whether it has: ``_wanted`` rises with every change and is noted before the home is read, so a
    change that arrives while it is read leaves the result behind rather than counting as current.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialise without reading anything yet."""
        self._hass = hass
        self._home = Home()
        self._wanted = 1
        self._built = 0
        self._known: dict[str, Entity | None] = {}
        self._lock = asyncio.Lock()
        self._listeners: list[HomeListener] = []
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._cancel_refresh: CALLBACK_TYPE | None = None

    @property
    def home(self) -> Home:
        """The home as last read; empty before the first reading."""
        return self._home

    @property
    def is_current(self) -> bool:
        """Whether nothing has changed since the home was read."""
        return self._built == self._wanted

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Listen for what can change the home, and return what ends that.

        The first reading is left to ``async_get``.
        """
        bus = self._hass.bus
        self._unsubscribe = [
            bus.async_listen(ar.EVENT_AREA_REGISTRY_UPDATED, self._async_all_changed),
            bus.async_listen(fr.EVENT_FLOOR_REGISTRY_UPDATED, self._async_all_changed),
            bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._async_entity_changed, event_filter=_names_entity),
            bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._async_all_changed, event_filter=_names_device),
            bus.async_listen(EVENT_STATE_CHANGED, self._async_state_changed, event_filter=_changes_home),
            async_listen_entity_updates(self._hass, ASSISTANT, self._async_all_changed),
        ]
        return self.async_stop

    @callback
    def async_stop(self) -> None:
        """Stop listening."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        if self._cancel_refresh is not None:
            self._cancel_refresh()
            self._cancel_refresh = None

    @callback
    def on_change(self, listener: HomeListener) -> CALLBACK_TYPE:
        """Call ``listener`` in the event loop with every newly read home; return what ends that.

        This is where a match index is started to be built, off the loop where that takes long.
        """
        self._listeners.append(listener)

        @callback
        def remove() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return remove

    async def async_get(self) -> Home:
        """Return the home, read anew if it has changed."""
        if self.is_current:
            return self._home
        async with self._lock:
            if self.is_current:
                return self._home
            building = self._wanted
            home = await self._async_read()
            self._built = building
            if home != self._home or not _same_capabilities(home, self._home):
                self._home = home
                for listener in tuple(self._listeners):
                    listener(home)
        return self._home

    async def _async_read(self) -> Home:
        """Return the home; entities that have not changed are not read again, and the loop is never held for long."""
        loop = self._hass.loop
        entities: list[Entity] = []
        until = loop.time() + _SLICE
        for entity_id in sorted(self._hass.states.async_entity_ids()):
            if entity_id not in self._known:
                self._known[entity_id] = _read_safely(self._hass, entity_id)
            entity = self._known[entity_id]
            if entity is not None:
                entities.append(entity)
            if loop.time() > until:
                await asyncio.sleep(0)  # what is known may be forgotten meanwhile
                until = loop.time() + _SLICE
        return Home(tuple(entities), async_read_areas(self._hass), async_read_floors(self._hass))

    @callback
    def _async_all_changed(self, _event: Event[Any] | None = None) -> None:
        """Note that anything may have changed."""
        self._known.clear()
        self._async_note()

    @callback
    def _async_entity_changed(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Note that an entity's entry has changed."""
        self._known.pop(event.data["entity_id"], None)
        if event.data["action"] == "update" and (old := event.data.get("old_entity_id")):
            self._known.pop(old, None)
        self._async_note()

    @callback
    def _async_state_changed(self, event: Event[EventStateChangedData]) -> None:
        """Note that an entity has come or gone, or is able to do something else."""
        self._known.pop(event.data["entity_id"], None)
        self._async_note()

    @callback
    def _async_note(self) -> None:
        """Count a change, and have the home read a little later, once for all that come until then."""
        self._wanted += 1
        if self._cancel_refresh is None and self._listeners:
            self._cancel_refresh = async_call_later(self._hass, _SETTLE, self._async_refresh)

    async def _async_refresh(self, _now: object) -> None:
        """Read the home before it is asked for, so that the next sentence need not wait."""
        self._cancel_refresh = None
        await self.async_get()


@callback
def _read_safely(hass: HomeAssistant, entity_id: str) -> Entity | None:
    """Return an entity; one whose state holds what no integration would write is left out, and harms no other."""
    try:
        return async_read_entity(hass, entity_id)
    except Exception:
        _LOGGER.exception("%s cannot be read and is left out", entity_id)
        return None


@callback
def async_read_entity(hass: HomeAssistant, entity_id: str) -> Entity | None:
    """Return an entity as it is exposed to Assist, None where it is not, or is hidden, or has no name."""
    state = hass.states.get(entity_id)
    entry = er.async_get(hass).async_get(entity_id)
    if state is None or (entry is not None and (entry.hidden_by is not None or entry.disabled_by is not None)):
        return None
    if not async_should_expose(hass, ASSISTANT, entity_id):
        return None
    names = _names(hass, state, entry)
    if not names:
        return None
    known: dict[str, object] = dict(state.attributes)
    features = state.attributes.get(ATTR_SUPPORTED_FEATURES)
    device_class = state.attributes.get(ATTR_DEVICE_CLASS)
    # What no integration registered may say anything of itself.
    features = features if isinstance(features, int) else 0
    device_class = device_class if isinstance(device_class, str) else None
    if entry is not None:
        known |= entry.capabilities or {}
        features = entry.supported_features
        device_class = entry.device_class or entry.original_device_class or device_class
    return Entity(
        entity_id=entity_id,
        names=names,
        kind=kind_of(state.domain, device_class, names),
        area_id=er.async_get_effective_area_id(hass, entry) if entry is not None else None,
        device_id=entry.device_id if entry is not None else None,
        device_class=device_class,
        features=int(features),
        attributes=MappingProxyType(
            {
                name: _plain(value)
                for name, value in known.items()
                if name in CAPABILITY_ATTRIBUTES and value is not None
            }
        ),
    )


@callback
def async_read_areas(hass: HomeAssistant) -> tuple[Area, ...]:
    """Return all areas, in a fixed order."""
    areas = ar.async_get(hass).async_list_areas()
    return tuple(
        Area(area.id, _clean([area.name, *sorted(area.aliases)]) or (area.id,), area.floor_id)
        for area in sorted(areas, key=lambda area: area.id)
    )


@callback
def async_read_floors(hass: HomeAssistant) -> tuple[Floor, ...]:
    """Return all floors, in a fixed order."""
    floors = fr.async_get(hass).async_list_floors()
    return tuple(
        Floor(floor.floor_id, _clean([floor.name, *sorted(floor.aliases)]) or (floor.floor_id,), floor.level)
        for floor in sorted(floors, key=lambda floor: floor.floor_id)
    )


@callback
def _names(hass: HomeAssistant, state: State, entry: er.RegistryEntry | None) -> tuple[str, ...]:
    """Return the names an entity answers to; one without names for voice still has the one it is shown by."""
    found = intent.async_get_entity_aliases(hass, entry, state=state, allow_empty=False)
    return _clean(found) or _clean([state.name])


def _clean(names: list[str]) -> tuple[str, ...]:
    """Return the names with single spaces, each once whatever its case, none empty."""
    unique: dict[str, str] = {}
    for name in names:
        if folded := " ".join(name.split()):
            unique.setdefault(folded.casefold(), folded)
    return tuple(unique.values())


def _plain(value: object) -> object:
    """Return lists as tuples: the snapshot is read by threads and processes, and does not change under them."""
    return tuple(str(item) for item in value) if isinstance(value, list | tuple | set | frozenset) else value


def _same_capabilities(one: Home, other: Home) -> bool:
    """Return whether entities that compare equal also can do the same; their attributes do not count as identity."""
    pairs = zip(one.entities, other.entities, strict=True)
    return all(a is b or dict(a.attributes) == dict(b.attributes) for a, b in pairs)


@callback
def _names_entity(data: er.EventEntityRegistryUpdatedData) -> bool:
    """Return whether a change to an entity's entry is one that the home shows."""
    return data["action"] != "update" or not _ENTITY_FIELDS.isdisjoint(data["changes"])


@callback
def _names_device(data: dr.EventDeviceRegistryUpdatedData) -> bool:
    """Return whether a change to a device is one that the home shows."""
    return data["action"] != "update" or not _DEVICE_FIELDS.isdisjoint(data["changes"])


@callback
def _changes_home(data: EventStateChangedData) -> bool:
    """Return whether an entity has come or gone, or can do something else now, rather than changed its state."""
    old, new = data["old_state"], data["new_state"]
    if old is None or new is None:
        return True
    return old.attributes is not new.attributes and any(
        old.attributes.get(name) != new.attributes.get(name) for name in _SHOWN_ATTRIBUTES
    )
