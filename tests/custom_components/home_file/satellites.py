"""Voice satellites: a device in an area, with an entity, that may keep timers."""

from collections.abc import Iterable
from typing import override

from homeassistant.components import intent
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import EntityPlatform

from .const import DOMAIN
from .home import SatelliteSpec
from .populate import Registered, make_platform


class FileSatellite(Entity):
    """A satellite as conversation agents see it: an entity of a device. It neither hears nor speaks.

    HA's base class would bring the whole Assist pipeline with speech-to-text and text-to-speech, which no sentence of a
    test needs.
    """

    _attr_should_poll = False
    _attr_has_entity_name = True
    _attr_name = None

    def __init__(self, spec: SatelliteSpec, device: dr.DeviceEntry) -> None:
        self.spec = spec
        self.entity_id = f"assist_satellite.{spec.id}"
        self.device_entry = device
        self._attr_unique_id = f"satellite_{spec.id}"
        self._attr_state = "idle"

    @override
    async def async_added_to_hass(self) -> None:
        if self.spec.timers and self.device_entry is not None:
            self.async_on_remove(intent.async_register_timer_handler(self.hass, self.device_entry.id, _on_timer))


@callback
def _on_timer(event_type: intent.TimerEventType, timer: intent.TimerInfo) -> None:
    """Take note of a timer; a real satellite would ring."""


async def async_add_satellites(
    hass: HomeAssistant,
    entry: ConfigEntry,
    specs: Iterable[SatelliteSpec],
    registered: Registered,
    into: dict[str, tuple[str, str]],
) -> EntityPlatform:
    """Add satellites; their device and entity ids go ``into`` the mapping. Returns the platform for more of them."""
    platform = make_platform(hass, entry, "assist_satellite", DOMAIN)
    for spec in specs:
        await async_add_satellite(hass, entry, platform, spec, into)
    return platform


async def async_add_satellite(
    hass: HomeAssistant,
    entry: ConfigEntry,
    platform: EntityPlatform,
    spec: SatelliteSpec,
    into: dict[str, tuple[str, str]],
) -> None:
    """Add one satellite."""
    devices = dr.async_get(hass)
    device = devices.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(DOMAIN, f"satellite_{spec.id}")}, name=spec.name
    )
    if spec.area is not None and device.area_id is None:
        device = devices.async_update_device(device.id, area_id=spec.area) or device
    satellite = FileSatellite(spec, device)
    await platform.async_add_entities([satellite])
    # A satellite is nothing to talk about.
    er.async_get(hass).async_update_entity_options(satellite.entity_id, "conversation", {"should_expose": False})
    into[spec.id] = (device.id, satellite.entity_id)
