"""Plans carried out in a real Home Assistant, on entities that behave."""

import asyncio
from dataclasses import replace
from typing import Any

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, Event, HomeAssistant, ServiceCall, callback
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.slm_conversation.command import send
from custom_components.slm_conversation.command.execute import Scope, execute, execute_pending
from custom_components.slm_conversation.command.outcome import (
    Acted,
    Answered,
    Asked,
    AskKind,
    Failure,
    Nothing,
    Outcome,
    Why,
)
from custom_components.slm_conversation.command.plan import (
    Action,
    Ask,
    Device,
    Group,
    No,
    Place,
    Plan,
    Question,
    Refusal,
    State,
    Step,
    When,
)
from custom_components.slm_conversation.command.reply import Style, reply
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity, Home, Value, ValueType
from custom_components.slm_conversation.home.risks import Risk
from custom_components.slm_conversation.home.snapshot import HomeView

ENTITIES: list[dict[str, Any]] = [
    {"id": "light.desk", "name": "Desk lamp", "area": "Study", "state": "off",
     "attributes": {"supported_color_modes": ["brightness"]}},
    {"id": "light.shelf", "name": "Shelf", "area": "Study", "state": "on",
     "attributes": {"supported_color_modes": ["onoff"]}},
    {"id": "light.hall", "name": "Hall light", "area": "Hall", "state": "off"},
    {"id": "light.stuck", "name": "Stuck light", "area": "Attic", "state": "off", "stuck": True},
    {"id": "light.broken", "name": "Broken light", "area": "Attic", "state": "off", "fails": "the bulb is gone"},
    {"id": "light.away", "name": "Away light", "area": "Attic", "state": "unavailable"},
    {"id": "light.slow", "name": "Slow light", "area": "Shed", "state": "off", "slow": 0.3},
    {"id": "lock.front", "name": "Front door", "area": "Hall", "state": "locked"},
    {"id": "switch.kettle", "name": "Kettle", "area": "Kitchen", "state": "off"},
    {"id": "climate.ac", "name": "에어컨", "area": "Study", "state": "cool",
     "attributes": {"hvac_modes": ["off", "cool", "dry"], "min_temp": 16, "max_temp": 30, "temperature": 24,
                    "current_temperature": 27}},
    {"id": "switch.secret", "name": "Secret", "area": "Kitchen", "state": "off", "exposed": False},
]  # fmt: skip


@pytest.fixture
async def home(hass: HomeAssistant) -> Home:
    """A small home, as it is exposed."""
    for component in ("homeassistant", "conversation", "home_file"):
        assert await async_setup_component(hass, component, {})
    areas = sorted({row["area"] for row in ENTITIES})
    data = {"home": {"areas": areas, "entities": [dict(row, exposed=row.get("exposed", True)) for row in ENTITIES]}}
    entry = MockConfigEntry(domain="home_file", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return await HomeView(hass).async_get()


@pytest.fixture
def calls(hass: HomeAssistant) -> list[tuple[str, list[str]]]:
    """Every service call made from here on, with its entities."""
    made: list[tuple[str, list[str]]] = []

    @callback  # else it would be noted in a thread, some time later
    def note(event: Event) -> None:
        data = event.data
        made.append((f"{data['domain']}.{data['service']}", data["service_data"].get("entity_id", [])))

    hass.bus.async_listen("call_service", note)
    return made


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait three seconds in a test for what never comes."""
    monkeypatch.setattr(send, "FOLLOW_LIMIT", 0.1)
    monkeypatch.setattr(send, "_FOLLOW_LEAST", 0.05)


async def run(
    hass: HomeAssistant, home: Home, *steps: Step, context: Context | None = None, dry_run: bool = False, **scope: Any
) -> Outcome:
    plan = Plan(steps)
    return await execute(hass, plan, home=home, scope=Scope(**scope), context=context or Context(), dry_run=dry_run)


def names(entities: Any) -> list[str]:
    return [entity.entity_id for entity in entities]


def only(outcome: Outcome) -> Any:
    assert len(outcome.steps) == 1
    return outcome.steps[0]


def on(*ids: str) -> Action:
    return Action(Ability.ON, tuple(Device(entity_id) for entity_id in ids))


async def test_equal_calls_are_one(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    outcome = await run(hass, home, on("light.desk", "light.shelf"))
    acted = only(outcome)
    assert calls == [("light.turn_on", ["light.desk", "light.shelf"])]
    assert names(acted.done) == ["light.desk", "light.shelf"]
    assert names(acted.already) == ["light.shelf"]
    assert acted.failed == ()
    assert hass.states.get("light.desk").state == "on"


async def test_what_is_not_exposed_is_not_there(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    assert only(await run(hass, home, on("switch.secret"))).why is Why.ABSENT
    async_expose_entity(hass, "conversation", "light.desk", False)  # noqa: FBT003
    assert only(await run(hass, home, on("light.desk"))).why is Why.ABSENT
    assert calls == []


async def test_a_dry_run_calls_nothing(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    outcome = await run(hass, home, on("light.desk"), dry_run=True)
    assert [call.service for call in outcome.calls] == ["turn_on"]
    assert only(outcome).done == ()
    assert calls == []


@pytest.mark.parametrize(
    ("entity_id", "failure", "detail"),
    [
        ("light.stuck", Failure.NOT_FOLLOWED, ""),
        ("light.broken", Failure.ERROR, "the bulb is gone"),
        ("light.away", Failure.UNAVAILABLE, ""),
    ],
)
async def test_failures(
    hass: HomeAssistant, home: Home, impatient: None, entity_id: str, failure: Failure, detail: str
) -> None:
    acted = only(await run(hass, home, on(entity_id)))
    assert acted.done == ()
    assert [(failed.failure, failed.detail) for failed in acted.failed] == [(failure, detail)]


async def test_a_call_that_goes_on_and_shows_nothing_is_not_called_done(
    hass: HomeAssistant, home: Home, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = asyncio.Event()

    async def hang(_call: ServiceCall) -> None:
        await never.wait()

    monkeypatch.setattr(send, "CALL_LIMIT", 0.05)
    hass.services.async_register("media_player", "media_next_track", hang)
    radio = Entity("media_player.radio", ("Radio",), Kind.MEDIA, features=32)
    hass.states.async_set("media_player.radio", "playing", {"supported_features": 32})
    async_expose_entity(hass, "conversation", "media_player.radio", True)  # noqa: FBT003
    skip = Action(Ability.NEXT, (Device("media_player.radio"),))
    acted = only(await run(hass, Home((*home.entities, radio)), skip))
    never.set()
    assert acted.done == ()
    assert [failed.failure for failed in acted.failed] == [Failure.NOT_FOLLOWED]


async def test_one_of_several_fails(hass: HomeAssistant, home: Home, impatient: None) -> None:
    acted = only(await run(hass, home, on("light.desk", "light.broken", "light.stuck")))
    assert names(acted.done) == ["light.desk"]
    assert {failed.entity.entity_id for failed in acted.failed} == {"light.broken", "light.stuck"}


async def test_a_merged_call_that_raised_may_have_worked_on_some(hass: HomeAssistant, home: Home) -> None:
    acted = only(await run(hass, home, on("light.slow", "light.broken")))
    assert names(acted.done) == ["light.slow"]
    assert [failed.entity.entity_id for failed in acted.failed] == ["light.broken"]


async def test_what_is_still_locking_is_not_called_locked(hass: HomeAssistant, home: Home, impatient: None) -> None:
    def lock(_call: Any) -> None:
        hass.states.async_set("lock.front", "locking")

    hass.states.async_set("lock.front", "unlocked")
    hass.services.async_register("lock", "lock", callback(lock))
    outcome = await run(hass, home, Action(Ability.LOCK, (Device("lock.front"),)))
    acted = only(outcome)
    assert [(reading.entity.entity_id, reading.state) for reading in acted.moving] == [("lock.front", "locking")]
    assert acted.failed == ()
    assert "locking" in reply(outcome, "en", Style.SHORT, home)
    assert "잠기는 중" in reply(outcome, "ko", Style.SHORT, home)


async def test_a_slow_device_is_waited_for(hass: HomeAssistant, home: Home) -> None:
    acted = only(await run(hass, home, on("light.slow")))
    assert names(acted.done) == ["light.slow"]
    assert hass.states.get("light.slow").state == "on"


async def test_an_error_that_is_not_home_assistants(
    hass: HomeAssistant, home: Home, impatient: None, caplog: pytest.LogCaptureFixture
) -> None:
    def explode(call: Any) -> None:
        raise ValueError("not as documented")

    hass.services.async_register("light", "turn_on", explode)
    acted = only(await run(hass, home, on("light.desk")))
    assert [failed.failure for failed in acted.failed] == [Failure.ERROR]
    assert "light.desk" in caplog.text


async def test_ranges_and_what_cannot_be_done(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    ac = (Device("climate.ac"),)
    hot = only(await run(hass, home, Action(Ability.SET, ac, value=Value(ValueType.DEGREE, 40))))
    assert [(failed.failure, failed.detail) for failed in hot.failed] == [(Failure.OUT_OF_RANGE, "16..30")]
    half = Value(ValueType.PERCENT, 50)
    shelf = only(await run(hass, home, Action(Ability.SET, (Device("light.shelf"),), value=half)))
    assert [failed.failure for failed in shelf.failed] == [Failure.UNSUPPORTED]
    assert calls == []
    group = only(await run(hass, home, Action(Ability.SET, (Group(Kind.LIGHT, area_id="study"),), value=half)))
    assert names(group.done) == ["light.desk"]
    assert group.failed == ()
    assert hass.states.get("light.desk").attributes["brightness"] == 128


async def test_warmer(hass: HomeAssistant, home: Home) -> None:
    await run(hass, home, Action(Ability.UP, (Device("climate.ac"),), value=Value(ValueType.DEGREE, 2)))
    assert hass.states.get("climate.ac").attributes["temperature"] == 26


async def test_risky_things_ask_first(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    action = Action(Ability.UNLOCK, (Device("lock.front"),))
    asked = only(await run(hass, home, action))
    assert isinstance(asked, Asked)
    assert asked.kind is AskKind.CONFIRM
    assert calls == []
    outcome = await execute_pending(hass, asked, asked.candidates, home=home, scope=Scope(), context=Context())
    assert names(only(outcome).done) == ["lock.front"]
    assert hass.states.get("lock.front").state == "unlocked"


async def test_a_risk_that_was_agreed_to(hass: HomeAssistant, home: Home) -> None:
    action = Action(Ability.UNLOCK, (Device("lock.front"),))
    acted = only(await run(hass, home, action, allowed_risks=frozenset({Risk.UNLOCK})))
    assert names(acted.done) == ["lock.front"]


async def test_the_safe_part_is_done_and_the_risky_part_asked(
    hass: HomeAssistant, home: Home, calls: list[Any]
) -> None:
    outcome = await run(hass, home, on("light.desk", "switch.kettle"), on("light.hall"))
    acted, after, asked = outcome.steps
    assert isinstance(acted, Acted)
    assert names(acted.done) == ["light.desk"]
    assert isinstance(after, Acted)
    assert names(after.done) == ["light.hall"]
    assert outcome.asked is asked
    assert names(asked.candidates) == ["switch.kettle"]
    assert calls == [("light.turn_on", ["light.desk"]), ("light.turn_on", ["light.hall"])]


async def test_which_one(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    outcome = await run(hass, home, Action(Ability.ON, (Group(Kind.LIGHT, Place.ANY),)))
    asked = only(outcome)
    assert asked.kind is AskKind.WHICH
    assert "light.hall" in names(asked.candidates)
    assert calls == []
    hall = [entity for entity in asked.candidates if entity.entity_id == "light.hall"]
    await execute_pending(hass, asked, hall, home=home, scope=Scope(), context=Context())
    assert calls == [("light.turn_on", ["light.hall"])]


@pytest.mark.parametrize(
    ("before", "lit"),
    [
        (Device("lock.front"), ["light.hall"]),
        (Group(Kind.LOCK, area_id="hall"), ["light.hall"]),
        (Device("switch.kettle"), None),  # no light is in the kitchen
        (Group(Kind.LOCK, Place.ALL), None),
    ],
)
async def test_the_room_of_the_sentences_first_half_holds_for_the_second(
    hass: HomeAssistant, home: Home, before: Device | Group, lit: list[str] | None
) -> None:
    outcome = await run(hass, home, Question(Ask.WHAT, (before,)), Action(Ability.ON, (Group(Kind.LIGHT, Place.ANY),)))
    last = outcome.steps[-1]
    assert (names(last.done) if isinstance(last, Acted) else None) == lit
    assert (outcome.asked is None) == (lit is not None)


async def test_one_question_at_a_time(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    action = Action(Ability.ON, (Device("switch.kettle"), Group(Kind.LIGHT, Place.ANY)))
    outcome = await run(hass, home, action)
    assert [step.why for step in outcome.steps if isinstance(step, Nothing)] == [Why.NOT_NOW]
    assert outcome.asked is not None
    assert outcome.asked.kind is AskKind.WHICH
    assert calls == []


async def test_which_one_may_still_need_a_yes(hass: HomeAssistant, home: Home) -> None:
    kettle = tuple(entity for entity in home.entities if entity.entity_id == "switch.kettle")
    asked = Asked(AskKind.WHICH, Action(Ability.ON, (Group(Kind.KETTLE, Place.ANY),)), kettle)
    again = only(await execute_pending(hass, asked, kettle, home=home, scope=Scope(), context=Context()))
    assert again.kind is AskKind.CONFIRM


async def test_a_user_who_may_not(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    user = MockUser(is_owner=False).add_to_hass(hass)
    user.mock_policy({"entities": {"entity_ids": {"light.desk": {POLICY_CONTROL: True, "read": True}}}})
    acted = only(await run(hass, home, on("light.desk", "light.hall"), context=Context(user_id=user.id)))
    assert names(acted.done) == ["light.desk"]
    assert [(failed.entity.entity_id, failed.failure) for failed in acted.failed] == [("light.hall", Failure.FORBIDDEN)]
    unknown = only(await run(hass, home, on("light.hall"), context=Context(user_id="nobody")))
    assert [failed.failure for failed in unknown.failed] == [Failure.FORBIDDEN]
    question = Question(Ask.WHAT, (Device("light.hall"),))
    assert isinstance(only(await run(hass, home, question, context=Context(user_id=user.id))), Nothing)
    assert calls == [("light.turn_on", ["light.desk"])]


async def test_later_is_not_now(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    action = Action(Ability.ON, (Device("light.desk"),), when=When.AFTER, when_value=Value(ValueType.DURATION, 60))
    assert only(await run(hass, home, action)).why is Why.LATER
    assert calls == []


async def test_questions(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    which = only(await run(hass, home, Question(Ask.WHICH, (Group(Kind.LIGHT, Place.ALL),), State.ON)))
    assert isinstance(which, Answered)
    assert names(reading.entity for reading in which.matching) == ["light.shelf"]
    assert len(which.readings) == 7
    warm = only(await run(hass, home, Question(Ask.WHAT, (Group(Kind.TEMPERATURE, area_id="study"),))))
    assert [reading.attributes["current_temperature"] for reading in warm.readings] == [27]
    locked = only(await run(hass, home, Question(Ask.IS, (Group(Kind.DOOR, Place.ANY),), State.LOCKED)))
    assert names(reading.entity for reading in locked.matching) == ["lock.front"]
    none = only(await run(hass, home, Question(Ask.WHAT, (Group(Kind.OVEN, Place.ANY),))))
    assert none.why is Why.ABSENT
    assert calls == []


async def test_a_failing_step_does_not_stop_the_next(hass: HomeAssistant, home: Home, impatient: None) -> None:
    outcome = await run(hass, home, on("light.broken"), Refusal(No.ABSENT), on("light.hall"))
    assert [type(step) for step in outcome.steps] == [Acted, Nothing, Acted]
    assert hass.states.get("light.hall").state == "on"


async def test_refusals(hass: HomeAssistant, home: Home) -> None:
    assert only(await run(hass, home, Refusal(No.CHAT))).why is Why.NOT_MINE
    assert only(await run(hass, home, Action(Ability.ON, (Group(Kind.LIGHT, Place.THERE),)))).why is Why.NO_REFERENT


async def test_off_again_where_all_is_off(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    group = Group(Kind.LIGHT, area_id="hall", state=State.ON)
    assert only(await run(hass, home, Action(Ability.OFF, (group,)))) == Acted(Action(Ability.OFF, (group,)), (), ())
    assert calls == []


async def test_what_is_safe_does_not_wait_for_the_answer(hass: HomeAssistant, home: Home) -> None:
    outcome = await run(hass, home, Action(Ability.UNLOCK, (Device("lock.front"),)), on("light.hall"))
    acted, asked = outcome.steps
    assert isinstance(acted, Acted)
    assert names(acted.done) == ["light.hall"]
    assert outcome.asked is asked


async def test_a_part_that_speaks_of_later_stops_the_whole(hass: HomeAssistant, home: Home, calls: list[Any]) -> None:
    later = replace(on("light.desk"), when=When.AFTER, when_value=Value(ValueType.DURATION, 600.0))
    outcome = await run(hass, home, on("light.hall"), later)
    assert [step.why for step in outcome.steps if isinstance(step, Nothing)] == [Why.LATER]
    assert len(outcome.steps) == 1
    assert calls == []
