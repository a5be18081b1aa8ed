"""Set-up: one step that tries the engine, and the options of an agent."""

import logging
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    ConversationAgentSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from .command.reply import Style
from .const import CONF_ASK_FIRST, CONF_HAND_ON, CONF_REPLY_STYLE, DOMAIN, MODEL_DIRECTORY, SUBENTRY_CONVERSATION, TITLE
from .engine.errors import EngineError
from .engine.selftest import probe
from .home.risks import Risk
from .runtime import load_model

_LOGGER = logging.getLogger(__name__)

DEFAULTS: dict[str, Any] = {
    CONF_ASK_FIRST: [risk.value for risk in Risk],
    CONF_REPLY_STYLE: Style.SHORT.value,
}


def _options_schema() -> probatio.Schema:
    return probatio.Schema(
        {
            probatio.Required(CONF_ASK_FIRST): SelectSelector(
                SelectSelectorConfig(
                    options=[risk.value for risk in Risk],
                    multiple=True,
                    mode=SelectSelectorMode.LIST,
                    translation_key=CONF_ASK_FIRST,
                )
            ),
            probatio.Required(CONF_REPLY_STYLE): SelectSelector(
                SelectSelectorConfig(
                    options=[style.value for style in Style],
                    mode=SelectSelectorMode.LIST,
                    translation_key=CONF_REPLY_STYLE,
                )
            ),
            probatio.Optional(CONF_HAND_ON): ConversationAgentSelector(),
        }
    )


class SlmConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set-up of the integration."""

    VERSION = 1

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Try the engine once the user agrees."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := await self._async_try_engine()):
            return self.async_create_entry(
                title=TITLE,
                data={},
                subentries=[
                    {
                        "subentry_type": SUBENTRY_CONVERSATION,
                        "data": DEFAULTS,
                        "title": TITLE,
                        "unique_id": None,
                    }
                ],
            )
        return self.async_show_form(step_id="user", data_schema=probatio.Schema({}), errors=errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Try the engine again, and start it anew where it works."""
        errors: dict[str, str] = {}
        if user_input is not None and not (errors := await self._async_try_engine()):
            entry = self._get_reconfigure_entry()
            self.hass.config_entries.async_schedule_reload(entry.entry_id)
            return self.async_update_and_abort(entry, reason="engine_restarted")
        return self.async_show_form(step_id="reconfigure", data_schema=probatio.Schema({}), errors=errors)

    async def _async_try_engine(self) -> dict[str, str]:
        """Run the shipped model once. Return form errors."""
        try:
            model = await self.hass.async_add_executor_job(load_model, MODEL_DIRECTORY)
            model.check(await probe(model.path, model.sha256))
        except EngineError as err:
            _LOGGER.warning("The self-test failed: %s", err)
            return {"base": err.translation_key}
        return {}

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """Agents can be added."""
        return {SUBENTRY_CONVERSATION: ConversationFlow}


class ConversationFlow(ConfigSubentryFlow):
    """An agent and its options."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add an agent."""
        errors = self._errors(user_input)
        if user_input is not None and not errors:
            title = user_input.pop(CONF_NAME)
            return self.async_create_entry(title=title, data=user_input)
        return self._form("user", user_input or {CONF_NAME: TITLE, **DEFAULTS}, errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change an agent's options."""
        errors = self._errors(user_input)
        subentry = self._get_reconfigure_subentry()
        if user_input is not None and not errors:
            return self.async_update_and_abort(self._get_entry(), subentry, data=user_input, reason="options_saved")
        return self._form("reconfigure", user_input or {**DEFAULTS, **subentry.data}, errors)

    def _errors(self, user_input: dict[str, Any] | None) -> dict[str, str]:
        """An agent of ours would hand the sentence back to us, and so on for ever."""
        agent = er.async_get(self.hass).async_get((user_input or {}).get(CONF_HAND_ON, ""))
        return {CONF_HAND_ON: "own_agent"} if agent is not None and agent.platform == DOMAIN else {}

    def _form(self, step_id: str, values: dict[str, Any], errors: dict[str, str]) -> SubentryFlowResult:
        fields = _options_schema()
        if step_id == "user":  # later, the agent's entity and entry are named where Home Assistant names all of them
            fields = probatio.Schema({probatio.Required(CONF_NAME): str, **fields.schema})
        schema = self.add_suggested_values_to_schema(fields, values)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)
