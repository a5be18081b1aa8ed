"""SLM Conversation: a language model of its own, small enough for a Raspberry Pi, that works the house by voice."""

import logging

from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN, MODEL_DIRECTORY
from .engine.client import EngineClient
from .engine.errors import EngineError
from .home.model import Home
from .home.snapshot import HomeView
from .repairs import async_clear_issues, async_create_issue
from .runtime import RuntimeData, ShippedModel, SlmConfigEntry, load_model
from .services import async_setup_services

_LOGGER = logging.getLogger(__name__)

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = (Platform.CONVERSATION,)


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Register the actions."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: SlmConfigEntry) -> None:
    """Start the engine and the agents."""
    try:
        model = await hass.async_add_executor_job(load_model, MODEL_DIRECTORY)
        engine = await _async_start_engine(model)
    except EngineError as err:
        _LOGGER.warning("The engine does not start (%s): %s", err.translation_key, err)
        key = f"setup_{err.translation_key}"
        if err.needs_remedy:
            async_create_issue(hass, err)
            raise ConfigEntryError(translation_domain=DOMAIN, translation_key=key) from err
        async_clear_issues(hass)
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key=key) from err
    async_clear_issues(hass)
    view = HomeView(hass)
    runtime = entry.runtime_data = RuntimeData(view, engine, model)

    @callback
    def async_home_changed(_home: Home | None = None) -> None:
        """Build the index before the next sentence needs it."""
        entry.async_create_background_task(hass, runtime.async_index(hass), "slm_conversation index")

    async def async_stop(_event: Event | None = None) -> None:
        """End the worker. Home Assistant does not unload entries when it stops, so its stop is listened for."""
        view.async_stop()
        await engine.stop()

    view.async_start()
    view.on_change(async_home_changed)
    async_home_changed()
    entry.async_on_unload(async_stop)
    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, async_stop))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    entry.async_on_unload(entry.add_update_listener(_async_reload))


async def _async_start_engine(model: ShippedModel) -> EngineClient:
    """Return a running engine. Raises EngineError, and then nothing runs."""
    engine = EngineClient(model.path, model.sha256)
    try:
        model.check(await engine.start())
    except EngineError:
        await engine.stop()
        raise
    return engine


async def async_unload_entry(hass: HomeAssistant, entry: SlmConfigEntry) -> None:
    """Stop the agents; the engine ends with the entry."""
    await hass.config_entries.async_unload_platforms_or_raise(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, _entry: SlmConfigEntry) -> None:
    """Leave no reminder behind."""
    async_clear_issues(hass)


async def _async_reload(hass: HomeAssistant, entry: SlmConfigEntry) -> None:
    """Take up changed options."""
    await hass.config_entries.async_reload(entry.entry_id)
