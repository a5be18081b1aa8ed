"""The agent entity: what Home Assistant, its chat log and its pipelines get to see of a turn."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from homeassistant.components import conversation
from homeassistant.components.conversation.chat_log import (
    DATA_CHAT_LOGS,
    ChatLog,
    async_get_chat_log,
    async_subscribe_chat_logs,
)
from homeassistant.config_entries import ConfigEntryState, ConfigSubentryData
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import chat_session, entity_registry as er, llm
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.slm_conversation.command.plan import (
    Action,
    Answer,
    Ask,
    Choice,
    Device,
    Group,
    No,
    Place,
    Plan,
    Question,
    Refusal,
    Reply,
    State,
)
from custom_components.slm_conversation.command.turn import SURE_TO_SPEAK
from custom_components.slm_conversation.const import DOMAIN
from custom_components.slm_conversation.engine.errors import EngineCrashedError, ModelDamagedError
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from tests.harness.home import RunningHome
from tests.scripted import Script

type ScriptedHome = Callable[..., AbstractAsyncContextManager[RunningHome]]

ON_KITCHEN = Plan((Action(Ability.ON, (Device("light.kitchen"),)),))
ON_BEDROOM = Plan((Action(Ability.ON, (Device("light.bedroom"),)),))
UNLOCK = Plan((Action(Ability.UNLOCK, (Device("lock.front"),)),))
OPEN_GARAGE = Plan((Action(Ability.OPEN, (Device("cover.garage"),)),))
CHAT = Plan((Refusal(No.CHAT),))
YES, NO = Plan((Reply(Answer.YES),)), Plan((Reply(Answer.NO),))


async def converse(
    home: RunningHome, text: str, conversation_id: str | None = None, **options: Any
) -> conversation.ConversationResult:
    """Say something to our agent."""
    options = {"language": "en", "agent_id": home.agent_id("ours"), "context": Context(), **options}
    return await conversation.async_converse(home.hass, text, conversation_id, **options)


def spoken(result: conversation.ConversationResult) -> str:
    """Return the speech of a result."""
    return str(result.response.speech["plain"]["speech"])


def log_of(home: RunningHome, result: conversation.ConversationResult) -> ChatLog:
    """Return the chat log of a conversation."""
    return home.hass.data[DATA_CHAT_LOGS][result.conversation_id]


def data_of(result: conversation.ConversationResult) -> dict[str, Any]:
    """Return success and failed, or the error code."""
    return dict(result.response.as_dict()["data"])


async def test_an_action_is_in_the_chat_log(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        result = await converse(home, "turn on the kitchen light")
        assert home.hass.states.get("light.kitchen").state == "on"
        assert spoken(result) == "Turned on the Kitchen light."
        assert not result.continue_conversation
        assert data_of(result) == {
            "success": [{"name": "Kitchen light", "type": "entity", "id": "light.kitchen"}],
            "failed": [],
        }
        calls, outcome, said = log_of(home, result).content[-3:]
        assert calls.tool_calls[0].tool_name == "light.turn_on"
        assert calls.tool_calls[0].external
        assert calls.tool_calls[0].tool_args == {"target": {"entity_id": ["light.kitchen"]}, "data": {}}
        assert outcome.tool_call_id == calls.tool_calls[0].id
        assert isinstance(outcome.result.data, llm.IntentResponseDict)
        assert outcome.result.data["data"]["success"][0]["id"] == "light.kitchen"
        assert said.content == spoken(result)


async def test_the_last_result_is_over_all_actions(scripted_home: ScriptedHome) -> None:
    both = Plan((*ON_KITCHEN.steps, Action(Ability.ON, (Device("light.broken"),))))
    async with scripted_home(both) as home:
        result = await converse(home, "turn on the kitchen and the broken light")
        results = [c for c in log_of(home, result).content if c.role == "tool_result"]
        assert [content.result.error for content in results] == [False, True]
        assert [target["id"] for target in data_of(result)["success"]] == ["light.kitchen"]
        assert [target["id"] for target in data_of(result)["failed"]] == ["light.broken"]
        assert result.response.response_type.value == "action_done"
        assert "on fire" not in spoken(result)


async def test_a_doubtful_action_is_asked_about_and_a_guess_is_not_made(scripted_home: ScriptedHome) -> None:
    action = ON_KITCHEN.steps[0]
    doubtful, guess = Plan((action,), SURE_TO_SPEAK), Plan((action,), SURE_TO_SPEAK - 0.01)
    two = Plan((action, *ON_BEDROOM.steps), SURE_TO_SPEAK)
    async with scripted_home(guess, two, doubtful, YES) as home:
        for text in ("something about the kitchen light", "something about two lights"):
            result = await converse(home, text)
            assert spoken(result) == "I'm not sure I understood that, so I changed nothing."
        result = await converse(home, "the kitchen light perhaps")
        assert spoken(result) == "Should I turn on the Kitchen light?"
        assert home.hass.states.get("light.kitchen").state == "off"
        result = await converse(home, "yes", result.conversation_id)
        assert spoken(result) == "Turned on the Kitchen light."
        assert home.hass.states.get("light.kitchen").state == "on"


async def test_a_mumbled_answer_leaves_the_question_open(scripted_home: ScriptedHome) -> None:
    async with scripted_home(UNLOCK, Plan(YES.steps, SURE_TO_SPEAK), YES) as home:
        first = await converse(home, "unlock the front door")
        again = await converse(home, "mm yeah", first.conversation_id)
        assert spoken(again) == spoken(first) == "Should I unlock the Front door?"
        assert home.hass.states.get("lock.front").state == "locked"
        await converse(home, "yes", first.conversation_id)
        assert home.hass.states.get("lock.front").state == "unlocked"


async def test_telling_needs_less_certainty_than_acting(scripted_home: ScriptedHome) -> None:
    question = Question(Ask.IS, (Device("light.kitchen"),), State.ON)
    async with scripted_home(Plan((question,), SURE_TO_SPEAK), Plan((question,), SURE_TO_SPEAK - 0.01)) as home:
        assert spoken(await converse(home, "is it on")) == "No, the Kitchen light is off."
        assert spoken(await converse(home, "is it on")) == "I'm not sure I understood that, so I changed nothing."


async def test_a_second_turn_does_not_inherit_the_first(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN, CHAT, YES) as home:
        first = await converse(home, "turn on the kitchen light")
        second = await converse(home, "tell me a joke", first.conversation_id)
        third = await converse(home, "yes", first.conversation_id)
        assert second.conversation_id == first.conversation_id
        assert data_of(second) == {"code": "no_intent_match"}
        assert data_of(third) == {"success": [], "failed": []}
        # What Home Assistant itself would make of the log agrees.
        log = log_of(home, third)
        made = conversation.async_get_result_from_chat_log(
            conversation.ConversationInput("yes", Context(), None, None, None, "en", home.agent_id("ours")), log
        )
        assert made.response.success_results == []
        assert spoken(made) == spoken(third)


async def test_what_is_streamed_is_what_is_said(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        added: list[str] = []

        def listen(conversation_id: str, event: object, data: dict[str, Any]) -> None:
            if (content := data.get("content")) and content["role"] == "assistant" and content.get("content"):
                added.append(content["content"])

        remove = async_subscribe_chat_logs(home.hass, listen)
        result = await converse(home, "turn on the kitchen light")
        remove()
        assert added == [spoken(result)]


async def streamed(home: RunningHome, text: str) -> tuple[conversation.ConversationResult, list[str]]:
    """Say something as a pipeline does; return besides which texts it was given to show and speak on the way."""
    deltas: list[str] = []

    def listen(_log: ChatLog, delta: dict[str, Any]) -> None:
        if delta.get("content"):
            deltas.append(delta["content"])

    with (
        chat_session.async_get_chat_session(home.hass, context=None) as session,
        async_get_chat_log(home.hass, session, chat_log_delta_listener=listen),
    ):
        return await converse(home, text, session.conversation_id), deltas


async def test_an_error_is_told_once(scripted_home: ScriptedHome) -> None:
    broken = Plan((Action(Ability.ON, (Device("light.broken"),)),))
    async with scripted_home(ON_KITCHEN, broken, CHAT, EngineCrashedError("x")) as home:
        result, shown = await streamed(home, "turn on the kitchen light")
        assert shown == [spoken(result)]
        for text in ("turn on the broken light", "tell me a joke", "turn on the kitchen light"):
            result, shown = await streamed(home, text)
            assert result.response.response_type.value == "error"
            assert shown == [], "the frontend shows the text of an error response by itself"
            assert log_of(home, result).content[-1].content == spoken(result)
            assert not result.continue_conversation


async def test_a_question_is_answered_with_states(scripted_home: ScriptedHome) -> None:
    asked = Plan((Question(Ask.IS, (Device("lock.front"),), State.LOCKED),))
    async with scripted_home(asked) as home:
        result = await converse(home, "현관문 잠겼어?")
        assert spoken(result) == "네, 현관문은 잠겨 있어요."
        assert not result.continue_conversation
        assert result.response.response_type.value == "query_answer"
        assert result.response.language == "ko"


async def test_the_reply_is_in_the_language_spoken(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN, ON_BEDROOM) as home:
        assert spoken(await converse(home, "주방 불 켜 줘", language="en")) == "Kitchen light를 켰어요."
        assert spoken(await converse(home, "turn it on", language="ko")) == "Turned on the Bedroom light."


async def test_a_risk_is_asked_about_first(scripted_home: ScriptedHome) -> None:
    async with scripted_home(UNLOCK, YES) as home:
        result = await converse(home, "unlock the front door")
        assert result.continue_conversation
        assert spoken(result) == "Should I unlock the Front door?"
        assert home.hass.states.get("lock.front").state == "locked"
        result = await converse(home, "yes", result.conversation_id)
        assert home.hass.states.get("lock.front").state == "unlocked"
        assert spoken(result) == "Unlocked the Front door."
        assert not result.continue_conversation


@pytest.mark.parametrize(("answer", "state"), [(YES, "open"), (NO, "closed")])
async def test_a_garage_opens_after_a_yes_only(scripted_home: ScriptedHome, answer: Plan, state: str) -> None:
    async with scripted_home(OPEN_GARAGE, answer) as home:
        result = await converse(home, "차고 문 열어 줘")
        assert result.continue_conversation
        assert spoken(result).endswith("?")
        assert home.hass.states.get("cover.garage").state == "closed"
        result = await converse(home, "응", result.conversation_id)
        assert not result.continue_conversation
        assert home.hass.states.get("cover.garage").state == state


@pytest.mark.parametrize("after", [(NO,), (ON_KITCHEN, YES), (CHAT, YES)])
async def test_a_no_or_another_sentence_closes_the_question(
    scripted_home: ScriptedHome, after: tuple[Plan, ...]
) -> None:
    async with scripted_home(UNLOCK, *after) as home:
        result = await converse(home, "unlock the front door")
        for _ in after:
            result = await converse(home, "no", result.conversation_id)
            assert not result.continue_conversation
        assert home.hass.states.get("lock.front").state == "locked"


async def test_a_yes_after_what_we_cannot_read_opens_nothing(scripted_home: ScriptedHome) -> None:
    async with scripted_home(UNLOCK, YES) as home:
        result = await converse(home, "unlock the front door")
        assert result.continue_conversation
        await converse(home, "какая сегодня погода", result.conversation_id)
        await converse(home, "yes", result.conversation_id)
        assert home.hass.states.get("lock.front").state == "locked"


async def test_who_stops_listening_stops_no_command(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        begun = asyncio.Event()

        async def slowly(_call: ServiceCall) -> None:
            begun.set()
            await asyncio.sleep(0.2)
            home.hass.states.async_set("light.kitchen", "on")

        home.hass.services.async_register("light", "turn_on", slowly)
        turn = asyncio.create_task(converse(home, "turn on the kitchen light"))
        await begun.wait()
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        await home.hass.async_block_till_done()
        assert home.hass.states.get("light.kitchen").state == "on"


async def test_a_yes_in_another_conversation_opens_nothing(scripted_home: ScriptedHome) -> None:
    async with scripted_home(UNLOCK, YES) as home:
        await converse(home, "unlock the front door")
        result = await converse(home, "yes")
        assert spoken(result) == "There is nothing for me to confirm right now."
        assert home.hass.states.get("lock.front").state == "locked"


async def test_one_of_several_is_picked(scripted_home: ScriptedHome) -> None:
    lights = Plan((Action(Ability.ON, (Group(Kind.LIGHT, Place.ANY),)),))
    pick = Plan((Reply(Answer.PICK, (Device("light.bedroom"),)),))
    async with scripted_home(lights, YES, pick) as home:
        result = await converse(home, "turn on the light")
        assert result.continue_conversation
        result = await converse(home, "yes", result.conversation_id)
        assert result.continue_conversation, "a yes does not say which"
        result = await converse(home, "the bedroom one", result.conversation_id)
        assert home.hass.states.get("light.bedroom").state == "on"
        assert home.hass.states.get("light.kitchen").state == "off"


async def test_a_name_that_several_bear_is_no_pick(scripted_home: ScriptedHome) -> None:
    lights = Plan((Action(Ability.ON, (Group(Kind.LIGHT, Place.ANY),)),))
    both = Plan((Reply(Answer.PICK, (Choice(("light.bedroom", "light.kitchen")),)),))
    async with scripted_home(lights, both) as home:
        result = await converse(home, "turn on the light")
        result = await converse(home, "the lamp", result.conversation_id)
        assert result.continue_conversation, "it is asked again"
        assert home.hass.states.get("light.bedroom").state == "off"


async def test_it_is_what_was_spoken_of(scripted_home: ScriptedHome, script: Script) -> None:
    async with scripted_home(ON_KITCHEN, ON_KITCHEN) as home:
        result = await converse(home, "turn on the kitchen light")
        await converse(home, "turn it off", result.conversation_id)
        assert script.dialogues[1].referents == ("light.kitchen",)


async def test_a_device_called_like_a_question_does_not_open_the_microphone(scripted_home: ScriptedHome) -> None:
    async with scripted_home(Plan((Action(Ability.ON, (Device("light.odd"),)),))) as home:
        result = await converse(home, "turn on who is there")
        assert spoken(result) == "Turned on the Who is there."
        assert not result.continue_conversation


async def test_the_speaker_is_where_the_satellite_is(scripted_home: ScriptedHome, script: Script) -> None:
    async with scripted_home(ON_KITCHEN, ON_KITCHEN, ON_KITCHEN) as home:
        device_id, satellite_id = await home._where("Kitchen", None)
        for options in ({"satellite_id": satellite_id}, {"device_id": device_id}, {}):
            await converse(home, "light on", **options)
        assert [utterance.area_id for utterance in script.utterances] == ["kitchen", "kitchen", None]


@pytest.mark.parametrize("entity_id", ["light.hidden", "light.disabled", "light.bedroom", "light.nowhere"])
async def test_what_is_not_exposed_is_never_touched(scripted_home: ScriptedHome, entity_id: str) -> None:
    by_name = Plan((Action(Ability.ON, (Device(entity_id),)),))
    everything = Plan((Action(Ability.ON, (Group(Kind.LIGHT, area_id="bedroom"),)),))
    about = Plan((Question(Ask.WHAT, (Device(entity_id),)),))
    async with scripted_home(by_name, everything, about) as home:
        # What the settings hide is not there for Assist either, whatever else they say of it.
        er.async_get(home.hass).async_update_entity("light.bedroom", hidden_by=er.RegistryEntryHider.USER)
        await home.hass.async_block_till_done()
        before = home.hass.states.get(entity_id)
        result = await converse(home, "turn it on")
        assert data_of(result) == {"code": "no_valid_targets"}
        await converse(home, "turn on the lights in the bedroom")
        assert home.hass.states.get("light.odd").state == "on"
        assert data_of(await converse(home, "what about it")) == {"code": "no_valid_targets"}
        assert home.hass.states.get(entity_id) is before


async def test_a_user_may_not_do_more_by_voice(scripted_home: ScriptedHome) -> None:
    both = Plan((Action(Ability.ON, (Device("light.kitchen"), Device("light.bedroom"))),))
    async with scripted_home(ON_KITCHEN, both) as home:
        mina = home.users["Mina"].id
        result = await converse(home, "turn on the kitchen light", context=Context(user_id=mina))
        assert data_of(result) == {"code": "failed_to_handle"}
        assert "allowed" in spoken(result)
        result = await converse(home, "turn on both", context=Context(user_id=mina))
        assert [target["id"] for target in data_of(result)["success"]] == ["light.bedroom"]
        assert [target["id"] for target in data_of(result)["failed"]] == ["light.kitchen"]
        assert home.hass.states.get("light.kitchen").state == "off"


async def test_the_home_is_read_before_the_first_sentence(scripted_home: ScriptedHome) -> None:
    async with scripted_home() as home:
        await home.hass.async_block_till_done(wait_background_tasks=True)
        assert home.agent_entry is not None
        index = home.agent_entry.runtime_data._index
        assert index is not None
        assert index.home is home.agent_entry.runtime_data.home_view.home
        assert len(index.home.entities) == 6


async def test_doubt_changes_nothing(scripted_home: ScriptedHome) -> None:
    async with scripted_home(Plan(ON_KITCHEN.steps, 0.1)) as home:
        result = await converse(home, "mumble mumble")
        assert home.hass.states.get("light.kitchen").state == "off"
        assert "not sure" in spoken(result)


@pytest.mark.parametrize("error", [EngineCrashedError("x"), ModelDamagedError("x")])
async def test_engine_errors_are_told_in_the_speakers_language(scripted_home: ScriptedHome, error: Exception) -> None:
    async with scripted_home(error, error) as home:
        english = await converse(home, "turn on the kitchen light")
        korean = await converse(home, "주방 불 켜 줘")
        assert "nothing was changed" in spoken(english)
        assert "아무것도 바꾸지 않았어요" in spoken(korean)
        assert data_of(english) == {"code": "failed_to_handle"}
        assert log_of(home, english).content[-1].content == spoken(english)
        assert home.hass.states.get("light.kitchen").state == "off"


async def test_what_is_no_command_is_handed_on(scripted_home: ScriptedHome) -> None:
    async with scripted_home(CHAT, CHAT) as home:
        entry = home.agent_entry
        assert entry is not None
        subentry = next(iter(entry.subentries.values()))
        options = {**subentry.data, "hand_on": "conversation.home_assistant"}
        home.hass.config_entries.async_update_subentry(entry, subentry, data=options)
        await home.hass.async_block_till_done()
        result = await converse(home, "turn on the bedroom light")
        assert home.hass.states.get("light.bedroom").state == "on", "Home Assistant's own agent did it"
        assert spoken(result) == "Turned on the light"
        own = {**subentry.data, "hand_on": home.agent_id("ours")}
        home.hass.config_entries.async_update_subentry(entry, subentry, data=own)
        await home.hass.async_block_till_done()
        assert spoken(await converse(home, "hi")) == "I can only help with the devices of your home."


async def test_the_trace_holds_the_plan(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        await converse(home, "turn on the kitchen light")
        events = conversation.trace.async_get_traces()[-1].as_dict()["events"]
        details = [event["data"] for event in events if event["event_type"] == "agent_detail"]
        assert details[-1]["ms"]["total"] > 0
        assert "light.kitchen" in details[-1]["plan"]


async def test_what_the_entity_offers(scripted_home: ScriptedHome) -> None:
    async with scripted_home(ON_KITCHEN) as home:
        agent = conversation.async_get_agent(home.hass, home.agent_id("ours"))
        assert agent.supported_languages == ["en", "ko"]
        assert agent.supports_streaming
        assert agent.supported_features == conversation.ConversationEntityFeature.CONTROL
        await agent.async_prepare("en")


async def test_an_entry_made_without_the_flow(script: Script, hass: HomeAssistant) -> None:
    entry = MockConfigEntry(
        domain=DOMAIN,
        data={},
        subentries_data=[ConfigSubentryData(data={}, subentry_type="conversation", title="Agent", unique_id=None)],
    )
    await async_setup_component(hass, "homeassistant", {})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert len(hass.states.async_entity_ids("conversation")) >= 1
    assert await hass.config_entries.async_unload(entry.entry_id)
