"""Actions."""

from homeassistant.core import (
    HomeAssistant,
    ServiceCall as HassServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, config_validation as cv, service
from homeassistant.util.json import JsonValueType
import probatio

from .agent import async_take_turn, manner_of
from .command.utterance import Utterance
from .const import DOMAIN, LANGUAGES, SUBENTRY_CONVERSATION
from .engine.errors import EngineError
from .response import call_as_dict, outcome_as_list
from .runtime import SlmConfigEntry

_PROCESS = "process"
_TEXT, _LANGUAGE, _AREA, _DRY_RUN = "text", "language", "area", "dry_run"
_SCHEMA = probatio.Schema(
    {
        probatio.Required(_TEXT): cv.string,
        probatio.Optional(_LANGUAGE): cv.string,
        probatio.Optional(_AREA): cv.string,
        probatio.Optional(_DRY_RUN, default=False): cv.boolean,
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN, _PROCESS, _async_process, schema=_SCHEMA, supports_response=SupportsResponse.OPTIONAL
    )


async def _async_process(call: HassServiceCall) -> ServiceResponse:
    """Understand a sentence and do what it says, as the first agent would."""
    hass = call.hass
    entry: SlmConfigEntry = service.async_get_config_entry(hass, DOMAIN, None)
    agent = next(iter(entry.get_subentries_of_type(SUBENTRY_CONVERSATION)), None)
    # A third language of Home Assistant's says nothing about the sentence.
    default = hass.config.language if hass.config.language in LANGUAGES else ""
    utterance = Utterance(call.data[_TEXT], call.data.get(_LANGUAGE, default), _area_id(hass, call))
    try:
        turn = await async_take_turn(
            hass,
            entry.runtime_data,
            utterance,
            manner_of(agent.data if agent else {}),
            call.context,
            dry_run=call.data[_DRY_RUN],
        )
    except EngineError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key=err.translation_key) from err
    calls: list[JsonValueType] = [call_as_dict(made) for made in turn.outcome.calls]
    outcome: list[JsonValueType] = [*outcome_as_list(turn.outcome)]
    return {
        "reply": turn.reply,
        "calls": calls,
        "outcome": outcome,
        "plan": turn.plan_text,
        "ms": {stage: round(ms, 1) for stage, ms in turn.timings.items()},
    }


@callback
def _area_id(hass: HomeAssistant, call: HassServiceCall) -> str | None:
    """Return the area's id; it may be given by its name. Raises ServiceValidationError if there is none such."""
    if (given := call.data.get(_AREA)) is None:
        return None
    areas = ar.async_get(hass)
    if (area := areas.async_get_area(given) or areas.async_get_area_by_name(given)) is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="area_unknown", translation_placeholders={"area": given}
        )
    return area.id
