"""A plan, carried out: targets resolved, permissions and risks checked, calls made, and what really came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.components.conversation.const import DOMAIN as ASSISTANT
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import Context, HomeAssistant

from ..home.abilities import Ability
from ..home.classify import worked_kind
from ..home.model import Entity, Home
from ..home.risks import RISKY, Risk, needs_yes
from .calls import Unable, calls_for, clean_call
from .degrees import in_scale
from .levels import Call
from .outcome import (
    Acted,
    Answered,
    Asked,
    AskKind,
    Failed,
    Failure,
    Nothing,
    Outcome,
    Reading,
    StepOutcome,
    Why,
    question_last,
)
from .plan import Action, Device, Group, No, Plan, Question, Refusal, Reply, Target
from .resolve import Resolution, Resolver, resolve_cleaning
from .send import Job, live_state, merged, send
from .states import applies, matches

_ON_THE_WAY = frozenset({"locking", "unlocking", "opening", "closing"})
_WAYS_IN = RISKY[Risk.UNLOCK][0] | RISKY[Risk.OPEN_ENTRANCE][0]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a sentence is understood in.

    ``area_id`` is the speaker's, ``referents`` are the ids of what the dialogue last spoke of and ``there_area`` its
    place. ``allowed_risks`` need no yes in this home; ``doubtful`` says that here everything needs one, because it is not
    sure what was meant; ``confirmed`` says that the yes was given.
    """

    area_id: str | None = None
    referents: tuple[str, ...] = ()
    there_area: str | None = None
    allowed_risks: frozenset[Risk] = frozenset()
    doubtful: bool = False
    confirmed: bool = False


async def execute(
    hass: HomeAssistant, plan: Plan, *, home: Home, scope: Scope, context: Context, dry_run: bool = False
) -> Outcome:
    """Carry out the plan, step by step. What needs an answer first comes last: the rest does not wait for it.

    Half of a sentence that speaks of later would be neither what was said nor nothing, so then nothing is done.
    With ``dry_run`` nothing is called: the outcome holds the calls that would have been made, and nothing is done.
    """
    later = next((step for step in plan.steps if isinstance(step, Action) and step.when is not None), None)
    if later is not None:
        return Outcome((Nothing(Why.LATER, later),))
    run = await _Run.start(hass, home, scope, context, dry_run=dry_run)
    steps: list[StepOutcome] = []
    for step in plan.steps:
        steps.extend(await run.step(step))
        run = run.after(step)
    return question_last(steps)


async def execute_pending(
    hass: HomeAssistant,
    asked: Asked,
    chosen: Sequence[Entity],
    *,
    home: Home,
    scope: Scope,
    context: Context,
    dry_run: bool = False,
) -> Outcome:
    """Carry out what a question back was about: on the candidates after a yes, on those picked after a choice.

    What was picked may still need a yes.
    """
    scope = replace(scope, confirmed=asked.kind is AskKind.CONFIRM)
    run = await _Run.start(hass, home, scope, context, dry_run=dry_run)
    return Outcome(await run.step(_on(asked.action, chosen)))


@dataclass(frozen=True, slots=True)
class _Run:
    """One plan being carried out for one speaker.

    ``user`` is None for HA itself, which may do everything; ``said_area`` is the room that the sentence spoke of so far.
    """

    hass: HomeAssistant
    home: Home
    scope: Scope
    context: Context
    user: User | None
    dry_run: bool
    said_area: str | None = None

    @classmethod
    async def start(cls, hass: HomeAssistant, home: Home, scope: Scope, context: Context, *, dry_run: bool) -> _Run:
        """Return a run with the user looked up."""
        user = await hass.auth.async_get_user(context.user_id) if context.user_id else None
        return cls(hass, home, scope, context, user, dry_run)

    def after(self, step: Action | Question | Refusal | Reply) -> _Run:
        """Return the run for the rest of the sentence, which may leave unsaid that it is about the same room."""
        if not isinstance(step, Action | Question):
            return self
        said = (
            self.home.by_id.get(target.entity_id) if isinstance(target, Device) else target for target in step.targets
        )
        areas = {item.area_id for item in said if isinstance(item, Entity | Group)}
        return replace(self, said_area=areas.pop()) if len(areas) == 1 else self

    async def step(self, step: Action | Question | Refusal | Reply) -> tuple[StepOutcome, ...]:
        """Carry out one step; it may come to more than one outcome (some lamps on, a question about the lock)."""
        match step:
            case Refusal(reason=No.CHAT):
                return (Nothing(Why.NOT_MINE, step),)
            case Refusal():
                return (Nothing(Why.ABSENT, step),)
            case Reply():
                return (Nothing(Why.NOTHING_ASKED),)
            case Question():
                return (self._answer(step),)
            case Action():
                return await self._act(in_scale(step, self.hass.config.units.temperature_unit))

    def _resolver(self, action: Action | None = None) -> Resolver:
        """Return what resolves targets for an action, or for a question."""
        return Resolver(
            home=self.home,
            live=lambda entity_id: live_state(self.hass, entity_id),
            speaker_area=self.scope.area_id,
            referents=self.scope.referents,
            there_area=self.scope.there_area,
            said_area=self.said_area,
            ability=action.ability if action else None,
            value_type=action.value.type if action and action.value else None,
            asking=action is None,
        )

    def _allowed(self, entity: Entity, policy: str) -> bool:
        """Return whether the user may do this with the entity."""
        if not self.context.user_id:
            return True
        return self.user is not None and self.user.permissions.check_entity(entity.entity_id, policy)

    def _exposed(self, entities: Sequence[Entity]) -> tuple[Entity, ...]:
        """Return those that are exposed at this moment: the snapshot may be older than a click in the settings."""
        return tuple(e for e in entities if async_should_expose(self.hass, ASSISTANT, e.entity_id))

    def _answer(self, question: Question) -> StepOutcome:
        """Answer a question from the present states."""
        found = self._resolver().resolve(question.targets)
        entities = [entity for entity in self._exposed(found.entities) if self._allowed(entity, POLICY_READ)]
        if question.state is not None:
            entities = [entity for entity in entities if applies(question.state, entity)] or entities
        if not entities and not found.idle:
            return Nothing(_why(found), question)
        readings: list[Reading] = []
        matching: list[Reading] = []
        for entity in entities:
            live = live_state(self.hass, entity.entity_id)
            if live is None:
                continue
            readings.append(Reading(entity, live.state, live.attributes))
            if question.state is not None and matches(question.state, entity, live):
                matching.append(readings[-1])
        return Answered(question, tuple(readings), tuple(matching))

    async def _act(self, action: Action) -> tuple[StepOutcome, ...]:
        """Carry out an action as far as it is clear and safe; what is not becomes a question back at the end."""
        resolver = self._resolver(action)
        areas: tuple[str, ...] = ()
        if action.ability is Ability.CLEAN:
            found, areas = resolve_cleaning(resolver, action.targets, action.excluded)
        else:
            found = resolver.resolve(action.targets, action.excluded)
        steps: list[StepOutcome] = []
        entities = self._exposed(found.entities)
        asked: list[Entity] = []
        if entities:
            jobs, failed, asked = self._prepare(action, entities, found.named, areas)
            if jobs or failed:
                steps.append(await self._carry_out(action, jobs, failed))
        elif found.idle:
            steps.append(Acted(action, (), ()))
        if found.no_referent:
            steps.append(Nothing(Why.NO_REFERENT, action))
        elif found.absent or (found.entities and not entities):
            steps.append(Nothing(Why.ABSENT, action))
        if found.ambiguous and (candidates := self._exposed(found.candidates)):
            unclear = found.unclear if action.ability is not Ability.CLEAN else action.targets
            steps.append(Asked(AskKind.WHICH, replace(action, targets=unclear), candidates))
        if asked:
            steps.append(Asked(AskKind.CONFIRM, _on(action, asked), tuple(asked)))
        return tuple(steps) or (Nothing(Why.ABSENT, action),)

    def _prepare(
        self, action: Action, entities: Sequence[Entity], named: frozenset[str], areas: tuple[str, ...]
    ) -> tuple[list[Job], list[Failed], list[Entity]]:
        """Return what to call, what cannot be done, and what needs a yes first.

        Of a group, devices that cannot do it go unmentioned where others can.
        """
        jobs: list[Job] = []
        failed: list[Failed] = []
        asked: list[Entity] = []
        for entity in entities:
            job = self._job(action, entity, areas)
            if isinstance(job, Failed):
                failed.append(job)
            elif not self.scope.confirmed and (self.scope.doubtful or self._risky(action, entity)):
                # Whatever its state says: a garage door that was shut by hand may still say that it is open.
                asked.append(entity)
            else:
                jobs.append(job)
        if jobs or asked:
            failed = [f for f in failed if f.failure is not Failure.UNSUPPORTED or f.entity.entity_id in named]
        return jobs, failed, asked

    def _risky(self, action: Action, entity: Entity) -> bool:
        """Return whether the action on the entity needs a yes."""
        return needs_yes(entity, action.ability, self.scope.allowed_risks)

    def _job(self, action: Action, entity: Entity, areas: tuple[str, ...]) -> Job | Failed:
        """Return the calls for one entity, or why there are none."""
        if not self._allowed(entity, POLICY_CONTROL):
            return Failed(entity, Failure.FORBIDDEN)
        live = live_state(self.hass, entity.entity_id)
        if live is None or live.state == "unavailable":
            return Failed(entity, Failure.UNAVAILABLE)
        if action.ability is Ability.CLEAN:
            call = clean_call(entity, areas)
            calls: tuple[Call, ...] | Unable = call if isinstance(call, Unable) else (call,)
        else:
            calls = calls_for(entity, action.ability, action.value, live)
        if isinstance(calls, Unable):
            return Failed(entity, calls.failure, calls.detail)
        return Job(entity, calls, live)

    async def _carry_out(self, action: Action, jobs: Sequence[Job], failed: Sequence[Failed]) -> Acted:
        """Make the calls and report each entity: done, already so, or failed."""
        calls = tuple(call for calls in merged(jobs) for call in calls)
        if self.dry_run:
            return Acted(action, calls, (), (), tuple(failed))
        troubled = await send(self.hass, jobs, self.context)
        done = [job for job in jobs if job.entity.entity_id not in troubled]
        return Acted(
            action,
            calls,
            tuple(job.entity for job in done),
            tuple(job.entity for job in done if job.already),
            (*failed, *troubled.values()),
            tuple(reading for job in done if (reading := self._moving(job.entity))),
        )

    def _moving(self, entity: Entity) -> Reading | None:
        """Return the state of a lock or a way in that is still on its way: it may yet jam, or meet a car."""
        live = live_state(self.hass, entity.entity_id)
        if live is None or live.state not in _ON_THE_WAY or worked_kind(entity.kind, entity.names) not in _WAYS_IN:
            return None
        return Reading(entity, live.state, live.attributes)


def _on(action: Action, entities: Sequence[Entity]) -> Action:
    """Return the action on these entities; the places that a vacuum cleans, or spares, stay what they are."""
    targets: tuple[Target, ...] = tuple(Device(entity.entity_id) for entity in entities)
    if action.ability is not Ability.CLEAN:
        return replace(action, targets=targets, excluded=())
    return replace(action, targets=(*targets, *(target for target in action.targets if isinstance(target, Group))))


def _why(found: Resolution) -> Why:
    """Return why nothing was found."""
    return Why.NO_REFERENT if found.no_referent else Why.ABSENT
