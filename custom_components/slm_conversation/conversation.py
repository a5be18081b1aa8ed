"""The agent: takes a sentence from Assist, and shows in the chat log what was done about it."""

from collections.abc import AsyncGenerator
import logging
from typing import Any, override

from homeassistant.components import conversation
from homeassistant.components.conversation import (
    AssistantContentDeltaDict,
    ChatLog,
    ConversationInput,
    ConversationResult,
    ToolResultContentDeltaDict,
)
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    intent,
    llm,
    translation,
)
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .agent import async_take_turn, async_warm, manner_of
from .command.hearing import hear
from .command.turn import Turn
from .command.utterance import Utterance
from .const import CONF_HAND_ON, DOMAIN, LANGUAGES, SUBENTRY_CONVERSATION, TITLE
from .engine.errors import EngineError
from .response import calls_of, response_to, results_of
from .runtime import SlmConfigEntry

PARALLEL_UPDATES = 0
_LOGGER = logging.getLogger(__name__)


async def async_setup_entry(
    _hass: HomeAssistant, entry: SlmConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add an agent for each conversation subentry."""
    for subentry in entry.get_subentries_of_type(SUBENTRY_CONVERSATION):
        async_add_entities([SlmAgent(entry, subentry)], config_subentry_id=subentry.subentry_id)


class SlmAgent(conversation.ConversationEntity):
    """A conversation agent that works the house."""

    _attr_has_entity_name = True
    _attr_name = None
    _attr_supports_streaming = True
    _attr_supported_features = conversation.ConversationEntityFeature.CONTROL

    def __init__(self, entry: SlmConfigEntry, subentry: ConfigSubentry) -> None:
        """Take the options of the subentry; a change of them sets the entry up anew."""
        self._runtime = entry.runtime_data
        self._manner = manner_of(subentry.data)
        self._hand_on: str | None = subentry.data.get(CONF_HAND_ON)
        self._attr_unique_id = subentry.subentry_id
        self._attr_device_info = dr.DeviceInfo(
            identifiers={(DOMAIN, subentry.subentry_id)},
            name=subentry.title,
            manufacturer=TITLE,
            model="ESLM",
            sw_version=entry.runtime_data.model.version,
            entry_type=dr.DeviceEntryType.SERVICE,
        )

    @property
    @override
    def supported_languages(self) -> list[str]:
        """The languages that the model was trained for."""
        return LANGUAGES

    @override
    async def async_prepare(self, language: str | None = None) -> None:
        """Warm the engine while the speaker is still speaking."""
        await async_warm(self.hass, self._runtime)

    @override
    async def _async_handle_message(self, user_input: ConversationInput, chat_log: ChatLog) -> ConversationResult:
        """Take one turn."""
        # Results of earlier turns lie before this, so that this turn does not report them as its own.
        chat_log.llm_input_provided_index = len(chat_log.content)
        utterance = Utterance(
            text=user_input.text,
            language=user_input.language,
            area_id=speaker_area(self.hass, user_input.satellite_id, user_input.device_id),
            device_id=user_input.device_id,
            satellite_id=user_input.satellite_id,
            conversation_id=chat_log.conversation_id,
        )
        try:
            turn = await async_take_turn(self.hass, self._runtime, utterance, self._manner, user_input.context)
        except EngineError as err:
            return await self._async_failed(user_input, chat_log, err)
        chat_log.async_trace(
            {
                "plan": turn.plan_text,
                "confidence": turn.plan.confidence if turn.plan else None,
                "ms": turn.timings,
                "stats": {"input_tokens": turn.prompt_tokens},
            }
        )
        if turn.is_chat and (agent_id := self._other_agent()):
            return await conversation.async_converse(
                self.hass,
                user_input.text,
                chat_log.conversation_id,
                user_input.context,
                user_input.language,
                agent_id,
                user_input.device_id,
                user_input.satellite_id,
                user_input.extra_system_prompt,
            )
        response = response_to(turn)
        async for _ in chat_log.async_add_delta_content_stream(user_input.agent_id, _deltas(turn, response)):
            pass
        if response.response_type is intent.IntentResponseType.ERROR:
            # The frontend shows the text of an error response itself: streamed as well, it would stand there twice.
            chat_log.async_add_assistant_content_without_tools(
                conversation.AssistantContent(agent_id=user_input.agent_id, content=turn.reply)
            )
        return ConversationResult(
            response=response,
            conversation_id=chat_log.conversation_id,
            continue_conversation=chat_log.continue_conversation,
        )

    def _other_agent(self) -> str | None:
        """Return the agent that gets what is no home command, if it exists and is not ours."""
        if not self._hand_on or conversation.async_get_agent_info(self.hass, self._hand_on) is None:
            return None
        registered = er.async_get(self.hass).async_get(self._hand_on)
        return None if registered is not None and registered.platform == DOMAIN else self._hand_on

    async def _async_failed(
        self, user_input: ConversationInput, chat_log: ChatLog, error: EngineError
    ) -> ConversationResult:
        """Say in the speaker's language that the engine does not work; nothing was done."""
        _LOGGER.warning("The engine does not answer (%s): %s", error.translation_key, error)
        language = hear(user_input.text, user_input.language).language
        messages = await translation.async_get_translations(self.hass, language, "exceptions", {DOMAIN})
        message = messages[f"component.{DOMAIN}.exceptions.{error.translation_key}.message"]
        response = intent.IntentResponse(language=language)
        response.async_set_error(intent.IntentResponseErrorCode.FAILED_TO_HANDLE, message)
        chat_log.async_add_assistant_content_without_tools(
            conversation.AssistantContent(agent_id=user_input.agent_id, content=message)
        )
        return ConversationResult(response=response, conversation_id=chat_log.conversation_id)


async def _deltas(
    turn: Turn, response: intent.IntentResponse
) -> AsyncGenerator[AssistantContentDeltaDict | ToolResultContentDeltaDict]:
    """Yield the turn as Home Assistant's debug view shows it: calls, their results, and what is said."""
    tools = [llm.ToolInput(tool_name=name, tool_args=arguments, external=True) for name, arguments in calls_of(turn)]
    if tools:
        yield {"role": "assistant", "tool_calls": tools}
    results: list[dict[str, Any]] = results_of(turn)
    for number, (tool, result) in enumerate(zip(tools, results, strict=True), start=1):
        # The last result carries the whole turn, because that is the one that callers get to see.
        data = llm.IntentResponseDict(response) if number == len(tools) else result
        yield {
            "role": "tool_result",
            "tool_call_id": tool.id,
            "tool_name": tool.tool_name,
            "result": llm.ToolResult(data=data, error=not result["success"]),
        }
    if response.response_type is not intent.IntentResponseType.ERROR:
        yield {"role": "assistant", "content": turn.reply}


@callback
def speaker_area(hass: HomeAssistant, satellite_id: str | None, device_id: str | None) -> str | None:
    """Return the area of whom we listen to: the satellite's own, else its device's."""
    if satellite_id is not None and (entity := er.async_get(hass).async_get(satellite_id)) is not None:
        if entity.area_id is not None:
            return entity.area_id
        device_id = entity.device_id
    device = dr.async_get(hass).async_get(device_id) if device_id is not None else None
    area_id = dr.async_get_effective_area_id(hass, device) if device is not None else None
    return area_id if area_id is not None and ar.async_get(hass).async_get_area(area_id) is not None else None
