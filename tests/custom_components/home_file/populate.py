"""From a home file to HA's registries and entities."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.helpers.entity_platform import EntityPlatform
from homeassistant.setup import async_setup_component

from .const import DOMAIN, SERVICE_PUT
from .entities import SCRIPT, entity_class, has_component
from .entities.base import ENTITIES, FileEntity
from .home import EntitySpec, HomeFile

_LOGGER = logging.getLogger(__name__)
ASSISTANT = "conversation"


@dataclass(slots=True)
class Registered:
    """Registry ids by the file's ids."""

    areas: dict[str, str] = field(default_factory=dict)
    devices: dict[str, dr.DeviceEntry] = field(default_factory=dict)


@callback
def async_register(hass: HomeAssistant, entry: ConfigEntry, home: HomeFile) -> Registered:
    """Register floors, areas and devices. What is there already (HA was started again) is left as the user has it."""
    result = Registered()
    floors, areas, devices = fr.async_get(hass), ar.async_get(hass), dr.async_get(hass)
    for floor in home.floors:
        if floors.async_get_floor(floor.id) is None:
            # A registry makes the id from the first name it hears.
            made = floors.async_create(floor.id, aliases=set(floor.aliases), level=floor.level)
            floors.async_update(made.floor_id, name=floor.name)
    for area in home.areas:
        if areas.async_get_area(area.id) is None:
            created = areas.async_create(area.id, aliases=set(area.aliases), floor_id=area.floor)
            areas.async_update(created.id, name=area.name)
        result.areas[area.id] = area.id
    for device in home.devices:
        registered = devices.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={(DOMAIN, device.id)},
            name=device.name,
            manufacturer=device.manufacturer,
            model=device.model,
        )
        if device.area is not None and registered.area_id is None:
            registered = devices.async_update_device(registered.id, area_id=device.area) or registered
        result.devices[device.id] = registered
    return result


async def async_add_entities(
    hass: HomeAssistant, entry: ConfigEntry, home: HomeFile, registered: Registered
) -> list[EntityPlatform]:
    """Add all entities but scripts. Each stands under the platform (integration) that the file names for it."""
    by_platform: defaultdict[tuple[str, str], list[EntitySpec]] = defaultdict(list)
    for spec in home.entities:
        if spec.domain != SCRIPT:
            by_platform[spec.domain, spec.platform].append(spec)
    for domain in {domain for domain, _ in by_platform}:
        if has_component(domain):
            await async_setup_component(hass, domain, {})
    classes = await hass.async_add_executor_job(_classes, {domain for domain, _ in by_platform})

    platforms = []
    for (domain, name), specs in by_platform.items():
        platform = make_platform(hass, entry, domain, name)
        platforms.append(platform)
        made: list[FileEntity] = []
        for spec in specs:
            device = registered.devices[spec.device] if spec.device else None
            _register_entity(hass, entry, home, spec, device)
            entity = classes[domain](spec, device)
            made.append(entity)
        await platform.async_add_entities(made)
        for entity in made:
            if not entity.spec.disabled:
                hass.data[ENTITIES][entity.spec.id] = entity
    return platforms


def _classes(domains: set[str]) -> dict[str, type[FileEntity]]:
    return {domain: entity_class(domain) for domain in domains}


@callback
def make_platform(hass: HomeAssistant, entry: ConfigEntry, domain: str, name: str) -> EntityPlatform:
    """Make the place where entities of a domain live, in the name of an integration that need not be set up.

    An integration's own platforms can only be registered in its own name; a home of appliances needs entities that say
    "smartthings" or "lg_thinq" in the entity registry.
    """
    platform = EntityPlatform(
        hass=hass,
        logger=_LOGGER,
        domain=domain,
        platform_name=name,
        platform=None,
        scan_interval=timedelta(seconds=30),
        entity_namespace=None,
    )
    platform.config_entry = entry
    platform.async_prepare()
    return platform


@callback
def _register_entity(
    hass: HomeAssistant, entry: ConfigEntry, home: HomeFile, spec: EntitySpec, device: dr.DeviceEntry | None
) -> None:
    """Register before adding, so that the first state is written with area, aliases and exposure in place."""
    registry = er.async_get(hass)
    if registry.async_get_entity_id(spec.domain, spec.platform, spec.id):
        return

    def options() -> er.EntityOptionsType:
        made: dict[str, dict[str, object]] = {ASSISTANT: {"should_expose": spec.exposed}}
        if spec.domain == "vacuum":
            made["vacuum"] = {"area_mapping": {area.id: [area.id] for area in home.areas}}
        return made

    registry.async_get_or_create(
        spec.domain,
        spec.platform,
        spec.id,
        suggested_object_id=spec.id.partition(".")[2],
        disabled_by=er.RegistryEntryDisabler.USER if spec.disabled else None,
        get_initial_options=options,
        config_entry=entry,
        device_id=device.id if device else None,
        has_entity_name=device is not None,
        original_name=spec.name,
    )
    _place(registry, spec)


@callback
def _place(registry: er.EntityRegistry, spec: EntitySpec) -> None:
    if spec.area is not None:
        registry.async_update_entity(spec.id, area_id=spec.area)
    if spec.aliases:
        registry.async_update_entity(spec.id, aliases=[er.COMPUTED_NAME, *spec.aliases])


def script_config(home: HomeFile) -> dict[str, Any]:
    """Return the home's scripts as ``script:`` in configuration.yaml has them. Each is one ``home_file.put``."""
    return {
        spec.id.partition(".")[2]: {
            "alias": spec.name,
            "sequence": [{"action": f"{DOMAIN}.{SERVICE_PUT}", "data": {"states": {**spec.does}}}],
        }
        for spec in home.entities
        if spec.domain == SCRIPT
    }


async def async_add_scripts(hass: HomeAssistant, home: HomeFile, registered: Registered) -> None:
    """Let HA's script integration make the scripts, unless configuration.yaml has done so (scripts/develop)."""
    specs = [spec for spec in home.entities if spec.domain == SCRIPT]
    if not specs:
        return
    await async_setup_component(hass, SCRIPT, {SCRIPT: script_config(home)})
    registry = er.async_get(hass)
    for spec in specs:
        if registry.async_get(spec.id) is None:
            _LOGGER.error("%s was not made; is the script integration already set up?", spec.id)
            continue
        _place(registry, spec)
        registry.async_update_entity_options(spec.id, ASSISTANT, {"should_expose": spec.exposed})
        if spec.disabled:
            registry.async_update_entity(spec.id, disabled_by=er.RegistryEntryDisabler.USER)
