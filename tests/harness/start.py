"""Start and stop a Home Assistant core without its program around it.

``homeassistant.bootstrap`` would import a second's worth of integrations that no sentence needs, log to a file and
open a port; these are its steps, without those.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import tempfile

from homeassistant import config_entries, loader
from homeassistant.auth import auth_manager_from_config
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import (
    area_registry,
    category_registry,
    condition,
    device_registry,
    entity,
    entity_registry,
    floor_registry,
    frame,
    issue_registry,
    label_registry,
    restore_state,
    storage,
    template,
    translation,
    trigger,
)
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.ssl import SSLProfile
from homeassistant.util.unit_system import METRIC_SYSTEM, US_CUSTOMARY_SYSTEM

from .paths import make_importable

AGENT_DOMAIN = "slm_conversation"


class HarnessError(Exception):
    """What the harness was asked for cannot be done; the message says why."""


@asynccontextmanager
async def running_core(
    *, language: str = "en", unit_system: str = "metric", time_zone: str | None = None
) -> AsyncGenerator[HomeAssistant]:
    """Run a core with the integrations that conversation needs. Its configuration folder is a temporary one."""
    make_importable()
    usual_time_zone = dt_util.get_default_time_zone()
    with tempfile.TemporaryDirectory(prefix="home-assistant-") as folder:
        hass = HomeAssistant(folder)
        try:
            await _start(hass, language, unit_system, time_zone)
            yield hass
        finally:
            await hass.async_stop(force=True)
            # The next core in this process and event loop starts from where this one did.
            dt_util.set_default_time_zone(usual_time_zone)
            vars(hass.loop).pop("_shutdown_run_callback_threadsafe", None)


async def _start(hass: HomeAssistant, language: str, unit_system: str, time_zone: str | None) -> None:
    loader.async_setup(hass)
    # HA imports these of every integration ahead of need; "logbook" and others bring the recorder and its database.
    hass.data[loader.DATA_PRELOAD_PLATFORMS] = ["config_flow", "group", "intent"]
    hass.config.skip_pip = True
    hass.config.language = language
    hass.config.units = US_CUSTOMARY_SYSTEM if unit_system == "us_customary" else METRIC_SYSTEM
    if time_zone is not None:
        await hass.config.async_set_time_zone(time_zone)
    hass.config_entries = config_entries.ConfigEntries(hass, {})
    await loader.async_get_custom_components(hass)
    entity.async_setup(hass)
    frame.async_setup(hass)
    template.async_setup(hass)
    translation.async_setup(hass)
    device_registry.async_setup(hass)
    await asyncio.gather(
        storage.get_internal_store_manager(hass).async_initialize(),
        area_registry.async_load(hass),
        category_registry.async_load(hass),
        device_registry.async_load(hass),
        entity_registry.async_load(hass),
        floor_registry.async_load(hass),
        issue_registry.async_load(hass),
        label_registry.async_load(hass),
        restore_state.async_load(hass),
        hass.config_entries.async_initialize(),
        condition.async_setup(hass),
        trigger.async_setup(hass),
    )
    hass.auth = await auth_manager_from_config(hass, [], [])
    await _set_up_http_without_a_port(hass)
    for domain in ("homeassistant", "conversation"):
        if not await async_setup_component(hass, domain, {}):
            raise HarnessError(f"Home Assistant's integration {domain} could not be set up")
    hass.set_state(CoreState.running)


async def _set_up_http_without_a_port(hass: HomeAssistant) -> None:
    """Give conversation the HTTP server it registers its views with, but let nothing listen."""
    from homeassistant.components.http.server import HomeAssistantHTTP  # noqa: PLC0415 (imports half of the components)

    hass.http = HomeAssistantHTTP(
        hass,
        ssl_certificate=None,
        ssl_peer_certificate=None,
        ssl_key=None,
        server_host=["127.0.0.1"],
        server_port=8123,
        trusted_proxies=[],
        ssl_profile=SSLProfile.MODERN if hasattr(SSLProfile, "MODERN") else next(iter(SSLProfile)),
    )
    hass.config.components.add("http")


async def _in_words(hass: HomeAssistant, result: config_entries.ConfigFlowResult) -> str:
    """Return the errors of a form as a user reads them."""
    texts = await translation.async_get_translations(hass, "en", "config", [AGENT_DOMAIN])
    errors = [
        texts.get(f"component.{AGENT_DOMAIN}.config.error.{key}", key) for key in (result["errors"] or {}).values()
    ]
    for name, value in (result.get("description_placeholders") or {}).items():
        errors = [error.replace(f"{{{name}}}", str(value)) for error in errors]
    return " ".join(errors)


async def install_agent(hass: HomeAssistant) -> config_entries.ConfigEntry:
    """Set our integration up through its own config flow, as a user would who leaves every field as it is.

    Raises HarnessError with what the flow says is wrong.
    """
    flow = hass.config_entries.flow
    try:
        result = await flow.async_init(AGENT_DOMAIN, context={"source": config_entries.SOURCE_USER})
        for _ in range(50):
            match result["type"]:
                case "form" if result.get("errors"):
                    raise HarnessError(await _in_words(hass, result))
                case "form":
                    result = await flow.async_configure(result["flow_id"], {})
                case "progress" | "progress_done":
                    await hass.async_block_till_done()
                    result = await flow.async_configure(result["flow_id"])
                case "create_entry":
                    break
                case other:
                    raise HarnessError(
                        f"the config flow ended in {other}: {result.get('reason', result.get('errors'))}"
                    )
    except loader.IntegrationNotFound as err:
        raise HarnessError(f"custom_components/{AGENT_DOMAIN} is not there") from err
    await hass.async_block_till_done()
    entry = hass.config_entries.async_entries(AGENT_DOMAIN)[0]
    if entry.state is not config_entries.ConfigEntryState.LOADED:
        raise HarnessError(f"the integration did not load ({entry.state.value}): {entry.reason or 'no reason given'}")
    return entry
