"""A home made from a file: areas, devices, users' satellites and entities that behave, for tests and demonstrations.

The entities stand on HA's own base classes, so HA checks every call as it would in a real home.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_IMPORT, ConfigEntry
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.entity_platform import EntityPlatform
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .const import CONF_HOME, CONF_PATH, DOMAIN, SERVICE_PUT
from .entities.base import ENTITIES, Entities
from .home import HomeFile, HomeFileError
from .populate import Registered, async_add_entities, async_add_scripts, async_register
from .satellites import async_add_satellites

CONFIG_SCHEMA = vol.Schema(
    {vol.Optional(DOMAIN): vol.Schema({vol.Required(CONF_PATH): cv.string})}, extra=vol.ALLOW_EXTRA
)


@dataclass(slots=True)
class HomeFileData:
    """A home that is set up."""

    home: HomeFile
    registered: Registered
    entities: Entities
    platforms: list[EntityPlatform] = field(default_factory=list)
    satellites: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Device id and entity id by satellite id."""

    @callback
    def restore(self) -> None:
        """Put every entity back to the file's state."""
        for entity in self.entities.values():
            entity.restore()


type HomeFileConfigEntry = ConfigEntry[HomeFileData]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register ``home_file.put``, which scripts work with, and import what configuration.yaml names."""
    entities: Entities = hass.data.setdefault(ENTITIES, {})

    @callback
    def put(call: ServiceCall) -> None:
        for entity_id, wish in call.data["states"].items():
            if (entity := entities.get(entity_id)) is not None:
                entity.put(wish.get("state"), {key: value for key, value in wish.items() if key != "state"})

    hass.services.async_register(DOMAIN, SERVICE_PUT, put, vol.Schema({vol.Required("states"): dict}))
    if DOMAIN in config:
        path = hass.config.path(config[DOMAIN][CONF_PATH])
        flow = hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_IMPORT}, data={CONF_PATH: path})
        hass.async_create_task(flow)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HomeFileConfigEntry) -> bool:
    """Make the home: floors, areas and devices first, then what lies in them."""
    try:
        home = await hass.async_add_executor_job(_read, entry.data)
        registered = async_register(hass, entry, home)
        data = entry.runtime_data = HomeFileData(home, registered, hass.data[ENTITIES])
        data.platforms += await async_add_entities(hass, entry, home, registered)
    except HomeFileError as err:
        raise ConfigEntryError(str(err)) from err
    data.platforms.append(await async_add_satellites(hass, entry, home.satellites, registered, data.satellites))
    await async_add_scripts(hass, home, registered)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HomeFileConfigEntry) -> bool:
    """Take the entities away."""
    for platform in entry.runtime_data.platforms:
        await platform.async_destroy()
    for spec in entry.runtime_data.home.entities:
        entry.runtime_data.entities.pop(spec.id, None)
    return True


def _read(data: dict[str, Any]) -> HomeFile:
    return HomeFile.load(Path(data[CONF_PATH])) if CONF_PATH in data else HomeFile.from_dict(data[CONF_HOME])
