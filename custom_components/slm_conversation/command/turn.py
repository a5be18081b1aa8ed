"""One turn of a conversation: hear, understand, carry out, reply, remember."""

from asyncio import shield
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter

from homeassistant.core import Context, HomeAssistant

from ..engine.client import EngineClient
from ..home.abilities import Ability
from ..home.index import MatchIndex
from ..home.model import Entity, Home
from ..home.risks import Risk
from .dialogue import NOTHING_SAID, Dialogues, DialogueView
from .execute import Scope, execute, execute_pending
from .hearing import hear
from .outcome import Acted, Asked, AskKind, Nothing, Outcome, Why
from .plan import Action, Answer, Choice, No, Plan, Refusal, Reply, Target
from .reply import Style, reply
from .resolve import Resolver
from .send import live_state
from .tokenizer import Tokenizer
from .understand import understand
from .utterance import Utterance

SURE_TO_ACT = 0.72
"""Under this probability a plan that would change something is not carried out."""
SURE_TO_SPEAK = 0.3
"""From this on, a question is answered, and what would change something is worth asking about: neither can do harm."""

_FOR_OTHERS = frozenset({Why.FOREIGN, Why.TOO_LONG, Why.NOTHING_ASKED})
"""What we cannot read, and an answer to what we did not ask."""


@dataclass(frozen=True, slots=True)
class Mind:
    """What a turn thinks with. ``index`` holds the home that the turn is about."""

    engine: EngineClient
    tokenizer: Tokenizer
    index: MatchIndex
    dialogues: Dialogues


@dataclass(frozen=True, slots=True)
class Manner:
    """How an agent behaves: what it asks about first, and how it speaks."""

    allowed_risks: frozenset[Risk] = frozenset()
    style: Style = Style.SHORT


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of an utterance. ``plan`` is None if nothing was heard; ``timings`` are ms by stage and in total."""

    utterance: Utterance
    language: str
    plan: Plan | None
    plan_text: str
    outcome: Outcome
    reply: str
    timings: dict[str, float]
    prompt_tokens: int = 0

    @property
    def asks(self) -> bool:
        """Whether the reply is a question back."""
        return self.outcome.asked is not None

    @property
    def is_chat(self) -> bool:
        """Whether the utterance was no home command at all, or nothing that we can read: it may be another agent's."""
        if self.plan is not None and all(step == Refusal(No.CHAT) for step in self.plan.steps):
            return True
        return all(isinstance(step, Nothing) and step.why in _FOR_OTHERS for step in self.outcome.steps)


@dataclass(slots=True)
class _Clock:
    """Counts milliseconds by stage."""

    began: float = field(default_factory=perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside."""
        began = perf_counter()
        try:
            yield
        finally:
            self.stages[name] = (perf_counter() - began) * 1000

    def all(self) -> dict[str, float]:
        """Return all stages and the total so far."""
        return {**self.stages, "total": (perf_counter() - self.began) * 1000}


async def take_turn(
    hass: HomeAssistant,
    utterance: Utterance,
    mind: Mind,
    manner: Manner,
    context: Context,
    *,
    dry_run: bool = False,
) -> Turn:
    """Take one turn. With ``dry_run`` nothing is called or remembered, and what would be done is not spoken of.

    Raises EngineError if the model cannot be asked; then nothing was done.
    """
    clock = _Clock()
    home = mind.index.home
    heard = hear(utterance.text, utterance.language)
    if heard.why is not None:
        outcome = Outcome((Nothing(heard.why),))
        if not dry_run and heard.why is not Why.SILENCE:
            # What we cannot read may be somebody else's question and answer: a yes after it is not for ours.
            mind.dialogues.remember(utterance.conversation_id, outcome)
        spoken = reply(outcome, heard.language, manner.style, home)
        return Turn(utterance, heard.language, None, "", outcome, spoken, clock.all())
    utterance = replace(utterance, text=heard.text)
    dialogue = mind.dialogues.view(utterance.conversation_id)
    understood = await understand(mind.engine, mind.tokenizer, mind.index, utterance, dialogue)
    clock.stages.update(understood.timings)
    plan = understood.plan
    doubtful = plan.acts and plan.confidence < SURE_TO_ACT

    async def carry_out() -> Outcome:
        if plan.confidence < SURE_TO_SPEAK or (doubtful and not _is_worth_asking(plan)):
            outcome = _unsure(plan, dialogue)
        else:
            scope = Scope(utterance.area_id, dialogue.spoken_of, dialogue.area_id, manner.allowed_risks, doubtful)
            outcome = await _Carrying(hass, home, scope, context, dry_run).out(plan, dialogue)
            if doubtful and outcome.asked and outcome.asked.kind is AskKind.WHICH:
                # A choice of device would leave unsaid what is to be done with it.
                outcome = _unsure(plan, dialogue)
        if not dry_run:
            mind.dialogues.remember(utterance.conversation_id, outcome)
        return outcome

    with clock.stage("execute"):
        # Who stops listening stops no command: half of one is worse than all of it.
        outcome = await shield(hass.async_create_task(carry_out(), "slm_conversation command"))
    with clock.stage("reply"):
        said = outcome if not dry_run else Outcome(tuple(s for s in outcome.steps if not isinstance(s, Acted)))
        spoken = reply(said, heard.language, manner.style, home) if said.steps else ""
    return Turn(
        utterance, heard.language, plan, understood.text, outcome, spoken, clock.all(), understood.prompt_tokens
    )


def _is_worth_asking(plan: Plan) -> bool:
    """Return whether "Should I ...?" says all of a doubtful plan: a single action, no amount to change by, no place to clean."""
    step = plan.steps[0]
    if len(plan.steps) > 1 or not isinstance(step, Action) or step.ability is Ability.CLEAN:
        return False
    return step.value is None or step.ability is Ability.SET


def _unsure(plan: Plan, dialogue: DialogueView) -> Outcome:
    """Return the outcome of not having understood; a mumbled answer leaves our question open."""
    if dialogue.asked and any(isinstance(step, Reply) for step in plan.steps):
        return Outcome((dialogue.asked,))
    return Outcome((Nothing(Why.UNSURE),))


async def warm(mind: Mind) -> None:
    """Have the model read the home, so that the sentence finds it in the KV cache. Raises EngineError."""
    await understand(mind.engine, mind.tokenizer, mind.index, Utterance(".", "en"), NOTHING_SAID)


@dataclass(frozen=True, slots=True)
class _Carrying:
    """One plan being carried out, with regard to the question that waits for an answer."""

    hass: HomeAssistant
    home: Home
    scope: Scope
    context: Context
    dry_run: bool

    async def out(self, plan: Plan, dialogue: DialogueView) -> Outcome:
        """Carry out the plan. An answer, which stands alone, settles the open question; anything else replaces it."""
        answer = next((step for step in plan.steps if isinstance(step, Reply)), None)
        if answer is not None:
            return await self._answered(answer, dialogue.asked)
        return await execute(
            self.hass, plan, home=self.home, scope=self.scope, context=self.context, dry_run=self.dry_run
        )

    async def _answered(self, answer: Reply, asked: Asked | None) -> Outcome:
        if asked is None:
            return Outcome((Nothing(Why.NOTHING_ASKED),))
        if answer.answer is Answer.NO:
            return Outcome((Nothing(Why.CANCELLED, asked.action),))
        chosen = asked.candidates
        if answer.answer is Answer.PICK:
            chosen = self._picked(answer.targets, asked)
        elif asked.kind is AskKind.WHICH:
            chosen = ()  # "yes" says not which
        if not chosen:
            return Outcome((asked,))
        return await execute_pending(
            self.hass,
            asked,
            chosen,
            home=self.home,
            scope=self.scope,
            context=self.context,
            dry_run=self.dry_run,
        )

    def _picked(self, targets: tuple[Target, ...], asked: Asked) -> tuple[Entity, ...]:
        """Return which of the candidates are meant: one by name, or those of a room."""
        resolver = Resolver(
            home=replace(self.home, entities=asked.candidates),
            live=lambda entity_id: live_state(self.hass, entity_id),
            speaker_area=self.scope.area_id,
            referents=self.scope.referents,
            there_area=self.scope.there_area,
            asking=True,
        )
        candidates = {entity.entity_id for entity in asked.candidates}

        def chooses(target: Target) -> bool:
            """Return whether it does: "the lamp" is no choice between two lamps of that name."""
            return not isinstance(target, Choice) or len(candidates.intersection(target.entity_ids)) == 1

        return resolver.resolve([target for target in targets if chooses(target)]).entities
