"""What all entities of a home file share: they start as the file says, follow calls, and can be put back."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any, override

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.entity import Entity, EntityCategory
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from ..home import EntitySpec, HomeFileError

type Entities = dict[str, FileEntity]
ENTITIES: HassKey[Entities] = HassKey("home_file_entities")


class FileEntity(Entity):
    """An entity made from a row of a home file. Subclasses stand before HA's own entity base class."""

    _attr_should_poll = False

    FEATURES: type[IntFlag] | None = None
    CLASSES: type | None = None
    STATE_ATTRIBUTES: tuple[str, ...] = ()
    """Attributes of the file that simply become ``_attr_<name>``."""
    ATTRIBUTES: tuple[str, ...] = ()
    """Attributes of the file that ``load`` reads itself. All others become extra state attributes."""

    def __init__(self, spec: EntitySpec, device: DeviceEntry | None) -> None:
        """Raise HomeFileError where the file asks for what HA does not have."""
        self.spec = spec
        self.entity_id = spec.id
        self._later: CALLBACK_TYPE | None = None
        self._attr_unique_id = spec.id
        self._attr_has_entity_name = device is not None
        self._attr_name = spec.name
        self._attr_translation_key = spec.translation_key
        if spec.category:
            self._attr_entity_category = EntityCategory(spec.category)
        self.device_entry = device
        try:
            if spec.device_class:
                self._attr_device_class = self.CLASSES(spec.device_class) if self.CLASSES else spec.device_class
            if self.FEATURES is not None:
                self._attr_supported_features = self._features(self.FEATURES)
            self._load(spec.state, dict(spec.attributes))
        except (ValueError, KeyError, TypeError) as err:
            raise HomeFileError(f"{spec.id}: {err}") from err

    def _features(self, flags: type[IntFlag]) -> IntFlag:
        wanted = self.spec.supported_features
        if wanted is None:
            return self.default_features(self.spec.attributes)
        if isinstance(wanted, int):
            return flags(wanted)
        result = flags(0)
        for name in wanted:
            result |= flags[name.upper()]
        return result

    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        """What a device of this kind can usually do, given the option lists in the file."""
        raise NotImplementedError

    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        """Take over a state (None where the file has none, or it is unknown) and attributes."""
        raise NotImplementedError

    @callback
    def restore(self) -> None:
        """Be again as the file says."""
        self._cancel()
        self._load(self.spec.state, dict(self.spec.attributes))
        self.async_write_ha_state()

    @callback
    def put(self, state: str | None, attributes: Mapping[str, Any]) -> None:
        """Be in a state at once, as if worked by hand."""
        self._cancel()
        self._load(state or self.spec.state, {**self.spec.attributes, **attributes})
        self.async_write_ha_state()

    def _load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_available = state != STATE_UNAVAILABLE
        known = {*self.STATE_ATTRIBUTES, *self.ATTRIBUTES}
        self._attr_extra_state_attributes = {key: value for key, value in attributes.items() if key not in known}
        for key in self.STATE_ATTRIBUTES:
            if key in attributes:
                setattr(self, f"_attr_{key}", attributes[key])
        self.load(None if state in (STATE_UNAVAILABLE, STATE_UNKNOWN) else state, attributes)

    async def follow(self, meanwhile: Mapping[str, Any] | None = None, /, **after: Any) -> None:
        """Take over new ``_attr_`` values as this device does: at once, late, never, or by raising HomeAssistantError.

        ``meanwhile`` is shown until then by a slow device (a cover is opening).
        """
        if self.spec.fails is not None:
            raise HomeAssistantError(self.spec.fails)
        if self.spec.stuck:
            return
        self._cancel()
        if not self.spec.slow:
            self._take(after)
            return
        self._take(meanwhile or {})

        @callback
        def arrive(_: object) -> None:
            self._later = None
            self._take(after)

        self._later = async_call_later(self.hass, self.spec.slow, arrive)

    @callback
    def _take(self, values: Mapping[str, Any]) -> None:
        for key, value in values.items():
            setattr(self, f"_attr_{key}", value)
        self.async_write_ha_state()

    @callback
    def bring_about(self) -> None:
        """Put the entities that ``does`` names into their states."""
        for entity_id, wish in self.spec.does.items():
            if (entity := self.hass.data[ENTITIES].get(entity_id)) is not None:
                entity.put(wish.get("state"), {key: value for key, value in wish.items() if key != "state"})

    @callback
    def _cancel(self) -> None:
        if self._later is not None:
            self._later()
            self._later = None

    @override
    async def async_will_remove_from_hass(self) -> None:
        self._cancel()
