"""A turn with what the config entry keeps: shared by the agent entity and the action."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from homeassistant.core import Context, HomeAssistant

from .command.reply import Style
from .command.turn import Manner, Mind, Turn, take_turn, warm
from .command.utterance import Utterance
from .const import CONF_ASK_FIRST, CONF_REPLY_STYLE
from .engine.errors import EngineError
from .home.risks import Risk
from .runtime import RuntimeData


def manner_of(options: Mapping[str, Any]) -> Manner:
    """Return how an agent with these options behaves; without any, everything risky is asked about."""
    ask_first = options.get(CONF_ASK_FIRST, list(Risk))
    return Manner(
        frozenset(risk for risk in Risk if risk.value not in ask_first),
        Style(options.get(CONF_REPLY_STYLE, Style.SHORT)),
    )


async def async_mind(hass: HomeAssistant, runtime: RuntimeData) -> Mind:
    """Return what to think with, about the home as it is now."""
    return Mind(runtime.engine, runtime.model.tokenizer, await runtime.async_index(hass), runtime.dialogues)


async def async_take_turn(
    hass: HomeAssistant,
    runtime: RuntimeData,
    utterance: Utterance,
    manner: Manner,
    context: Context,
    *,
    dry_run: bool = False,
) -> Turn:
    """Take a turn and keep it for diagnostics. Raises EngineError."""
    mind = await async_mind(hass, runtime)
    turn = await take_turn(hass, utterance, mind, manner, context, dry_run=dry_run)
    runtime.last_turn = turn
    return turn


async def async_warm(hass: HomeAssistant, runtime: RuntimeData) -> None:
    """Have the index built and the home read by the model before the sentence comes."""
    # Whatever is wrong with the engine is told when there is a sentence to answer.
    with suppress(EngineError):
        await warm(await async_mind(hass, runtime))
