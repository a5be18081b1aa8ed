"""The action ``slm_conversation.process`` and diagnostics."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
import json
from typing import Any

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.json import ExtendedJSONEncoder, json_dumps
import pytest

from custom_components.slm_conversation.command.plan import Action, Ask, Device, Plan, Question
from custom_components.slm_conversation.const import DOMAIN
from custom_components.slm_conversation.diagnostics import async_get_config_entry_diagnostics
from custom_components.slm_conversation.engine.errors import EngineTimeoutError
from custom_components.slm_conversation.home.abilities import Ability
from tests.harness.home import RunningHome
from tests.scripted import Script

type ScriptedHome = Callable[..., AbstractAsyncContextManager[RunningHome]]

ON_KITCHEN = Plan((Action(Ability.ON, (Device("light.kitchen"),)),))


async def process(home: RunningHome, **data: Any) -> Any:
    """Call the action."""
    return await home.hass.services.async_call(DOMAIN, "process", data, blocking=True, return_response=True)


async def test_process_tells_what_happened(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        response = await process(home, text="주방 불 켜 줘")
        assert response["reply"] == "Kitchen light를 켰어요."
        assert response["calls"] == [
            {"domain": "light", "service": "turn_on", "target": {"entity_id": ["light.kitchen"]}, "data": {}}
        ]
        assert response["outcome"][0]["done"] == ["light.kitchen"]
        assert "light.kitchen" in response["plan"]
        assert response["ms"]["total"] > 0
        assert home.hass.states.get("light.kitchen").state == "on"
        json.loads(json_dumps(response))


async def test_a_dry_run_changes_nothing(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        response = await process(home, text="turn on the kitchen light", dry_run=True)
        assert response["calls"][0]["service"] == "turn_on"
        assert response["outcome"][0]["done"] == []
        assert response["reply"] == ""
        assert home.hass.states.get("light.kitchen").state == "off"


async def test_a_question_is_answered(scripted_home: ScriptedHome) -> None:
    async with scripted_home(Plan((Question(Ask.WHAT, (Device("lock.front"),)),))) as home:
        response = await process(home, text="what about the front door", dry_run=True)
        assert response["reply"] == "The Front door is locked."
        assert response["outcome"][0]["states"] == {"lock.front": "locked"}


async def test_the_area_is_the_speakers(scripted_home: ScriptedHome, script: Script) -> None:
    async with scripted_home(ON_KITCHEN, ON_KITCHEN) as home:
        await process(home, text="light on", area="bedroom")
        await process(home, text="light on", area="Bedroom")
        assert [utterance.area_id for utterance in script.utterances] == ["bedroom", "bedroom"]
        with pytest.raises(ServiceValidationError, match="There is no area attic"):
            await process(home, text="light on", area="attic")


async def test_engine_errors_are_raised(scripted_home: ScriptedHome) -> None:
    async with scripted_home(EngineTimeoutError("x")) as home:
        with pytest.raises(HomeAssistantError, match="took me too long"):
            await process(home, text="light on")


async def test_without_an_entry_it_says_so(scripted_home: ScriptedHome) -> None:
    async with scripted_home() as home:
        assert home.agent_entry is not None
        await home.hass.config_entries.async_unload(home.agent_entry.entry_id)
        with pytest.raises(ServiceValidationError):
            await process(home, text="light on")


async def test_diagnostics_tell_no_names_and_no_words(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        await process(home, text="turn on the kitchen light")
        assert home.agent_entry is not None
        found = await async_get_config_entry_diagnostics(home.hass, home.agent_entry)
        told = json.dumps(found, cls=ExtendedJSONEncoder)
        assert "light.turn_on" in told
        assert '"requests":' in told
        assert "__type" not in told
        for private in ("itchen", "Front door", "bedroom"):
            assert private not in told
