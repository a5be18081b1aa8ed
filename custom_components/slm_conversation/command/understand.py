"""A sentence to a plan: shortlist, prompt, the model under its grammar, and the plan its tokens spell."""

from dataclasses import dataclass, replace
from math import prod
from time import perf_counter

from ..engine.client import CONTEXT, EngineClient
from ..home.index import MatchIndex
from ..home.model import Entity
from ..home.shortlist import Shortlist, shortlist
from ..home.text import fold, key_of
from .dialogue import DialogueView
from .grammar import MOST_TOKENS, grammar
from .plan import Action, Choice, Device, No, Plan, Refusal, Step, Target
from .prompt import list_tokens, sentence_tokens
from .spelling import SpellingError, describe, read
from .tokenizer import Tokenizer
from .utterance import Utterance

DEADLINE = 5.0
"""Seconds that the model may take, waiting for its turn included. A Raspberry Pi needs a tenth of one."""
_NOTHING_UNDERSTOOD = Plan((Refusal(No.CHAT),), 0.0)


@dataclass(frozen=True, slots=True)
class Understanding:
    """The plan, the plan in words, and what it cost: milliseconds by stage and tokens read."""

    plan: Plan
    text: str
    timings: dict[str, float]
    prompt_tokens: int = 0
    reused_tokens: int = 0


async def understand(
    engine: EngineClient, tokenizer: Tokenizer, index: MatchIndex, utterance: Utterance, dialogue: DialogueView
) -> Understanding:
    """Ask the model what is meant. Raises ``EngineError`` where it cannot be asked.

    A sentence too long to be read is no command; an answer cut short is one the model had no end for, and as doubtful.
    """
    began = perf_counter()
    referents = dialogue.spoken_of
    short = shortlist(index, utterance.text, area_id=utterance.area_id, referents=referents, there_id=dialogue.area_id)
    listed = perf_counter()
    prompt = list_tokens(tokenizer, short) + sentence_tokens(
        tokenizer,
        short,
        area_id=utterance.area_id,
        referents=referents,
        there_id=dialogue.area_id,
        asked=dialogue.asked is not None,
    )
    automaton = grammar(short, tokenizer.control)
    prompted = perf_counter()
    timings = {"shortlist": (listed - began) * 1000, "prompt": (prompted - listed) * 1000}
    if len(prompt) + MOST_TOKENS > CONTEXT:
        return Understanding(_NOTHING_UNDERSTOOD, "chat", timings, len(prompt))
    completion = await engine.complete(prompt, automaton, max_tokens=MOST_TOKENS, deadline=DEADLINE)
    answered = perf_counter()
    names = [tokenizer.control_tokens[token] for token in completion.tokens]
    confidence = prod(chance for chance in completion.probabilities if chance is not None)
    try:
        plan = _told_apart(read(names, short, confidence if completion.finished else 0.0), short)
    except SpellingError:
        plan = _NOTHING_UNDERSTOOD
    timings |= {"model": (answered - prompted) * 1000, "plan": (perf_counter() - answered) * 1000}
    return Understanding(plan, describe(plan, short), timings, completion.prompt_tokens, completion.reused_tokens)


def _told_apart(plan: Plan, short: Shortlist) -> Plan:
    """Where the sentence has a name that several devices bear, it is not for the model to choose among them."""
    namesakes: dict[Target, Target] = {}
    marked = [[found for found in mark.references if isinstance(found, Entity)] for mark in short.marks]
    alone = {devices[0].entity_id for devices in marked if len(devices) == 1}
    for devices in marked:
        for device in devices:
            keys = {key_of(fold(name)) for name in device.names}
            same = tuple(d.entity_id for d in devices if any(key_of(fold(name)) in keys for name in d.names))
            if len(same) > 1 and device.entity_id not in alone:
                namesakes[Device(device.entity_id)] = Choice(same)
    if not namesakes:
        return plan

    def put(targets: tuple[Target, ...]) -> tuple[Target, ...]:
        # Two of them said one after the other are both meant.
        chosen = [namesakes.get(target, target) for target in targets]
        return targets if len(set(chosen)) < len(chosen) else tuple(chosen)

    def told(step: Step) -> Step:
        if isinstance(step, Refusal):
            return step
        if isinstance(step, Action):
            return replace(step, targets=put(step.targets), excluded=put(step.excluded))
        return replace(step, targets=put(step.targets))

    return replace(plan, steps=tuple(map(told, plan.steps)))
