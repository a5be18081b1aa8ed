"""``scripts/say`` and the harness behind it, with Home Assistant's own agent: what is observed is what happened."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.slm_conversation.command.plan import Action, Answer, Device, Plan, Reply
from custom_components.slm_conversation.home.abilities import Ability
from tests.harness import HarnessError, running_home
from tests.harness.batch import read_lines, run_batch
from tests.harness.paths import DEMO_HOME
from tests.harness.say import main
from tests.harness.show import show
from tests.scripted import HOME as SCRIPTED_HOME, Script

HOME: dict[str, Any] = {
    "areas": ["Kitchen", {"name": "Bedroom", "aliases": ["침실"]}],
    "satellites": [{"name": "Speaker", "area": "Kitchen", "timers": True}],
    "entities": [
        {"id": "light.kitchen", "name": "Kitchen light", "area": "Kitchen"},
        {"id": "light.bedroom", "name": "Bedroom light", "area": "Bedroom", "state": "on"},
        {"id": "todo.shopping", "name": "Shopping list"},
    ],
}


async def test_a_record_says_what_happened() -> None:
    async with running_home(HOME, ours=False) as home:
        record = await home.say("turn on the kitchen light", agent="builtin", id=7)
        assert record.calls == [
            {"domain": "light", "service": "turn_on", "target": {"entity_id": ["light.kitchen"]}, "data": {}}
        ]
        assert record.changed["light.kitchen"]["from"] == "off"
        assert record.changed["light.kitchen"]["to"] == "on"
        assert record.changed["light.kitchen"]["attributes"]["brightness"] == 255
        assert record.ms["total"] > 0
        assert list(record.as_dict())[:5] == ["id", "text", "language", "calls", "changed"]
        shown = show(record, home)
    assert "light.turn_on  light.kitchen" in shown
    assert "Kitchen light: off → on" in shown


async def test_the_state_is_put_back_before_each_sentence() -> None:
    async with running_home(HOME, ours=False) as home:
        for _ in range(2):
            record = await home.say("turn off the bedroom light", agent="builtin")
            assert record.changed["light.bedroom"]["to"] == "off"
        record = await home.say("turn off the bedroom light", agent="builtin", before=["turn off the bedroom light"])
        assert record.changed == {}
        assert len(record.calls) == 1


async def test_the_speaker_is_in_a_room() -> None:
    async with running_home(HOME, ours=False) as home:
        record = await home.say("turn off the light", agent="builtin", area="침실")
        assert [call["target"]["entity_id"] for call in record.calls] == [["light.bedroom"]]
        with pytest.raises(HarnessError, match="no area 'Attic'"):
            await home.say("turn off the light", agent="builtin", area="Attic")


async def test_intents_without_a_service_are_calls_too() -> None:
    async with running_home(HOME, ours=False) as home:
        timer = await home.say("set a timer for 5 minutes", agent="builtin", area="Kitchen")
        assert [(call["service"], call["data"]) for call in timer.calls] == [("HassStartTimer", {"minutes": 5})]
        item = await home.say("add eggs to my shopping list", agent="builtin")
        assert [call["service"] for call in item.calls] == ["HassListAddItem"]
        assert item.changed["todo.shopping"] == {"from": "0", "to": "1", "attributes": {}}


async def test_a_batch_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    lines = [
        {"id": 1, "text": "turn on the kitchen light", "home": HOME},
        {"id": 2, "text": "turn off the boiler", "home": {"entities": [{"name": "Boiler"}]}},
        {"id": 3, "text": "turn on the kitchen light", "home": HOME, "user": "Nobody"},
        {"id": 4, "home": HOME},
        {"id": 5, "text": "침실 불 꺼줘", "language": "ko", "home": HOME},
    ]
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join([*map(json.dumps, lines), "not json"]), encoding="utf-8")
    batch = run_batch(read_lines(path), tmp_path, DEMO_HOME, language=None, area=None, agent="builtin")
    records = [record async for record in batch]
    assert [record.id for record in records] == [1, 2, 3, 4, 5, None]
    assert [record.error is None for record in records] == [True, False, False, False, True, False]
    assert "neither an id" in str(records[1].error)
    assert "no user 'Nobody'" in str(records[2].error)
    assert records[4].changed["light.bedroom"]["to"] == "off"


async def test_a_batch_answers_questions_back(script: Script, tmp_path: Path) -> None:
    opening = Plan((Action(Ability.OPEN, (Device("cover.garage"),)),))
    script.plans.extend([opening, Plan((Reply(Answer.YES),)), opening, Plan((Reply(Answer.NO),)), opening])
    answers: tuple[list[str], ...] = (["yes", "never said"], ["no"], [])
    lines = [{"id": number, "text": "open the garage", "answers": said} for number, said in enumerate(answers)]
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(json.dumps({**line, "home": SCRIPTED_HOME}) for line in lines), encoding="utf-8")
    batch = run_batch(read_lines(path), tmp_path, DEMO_HOME, language="en", area=None, agent="ours")
    opened, kept, asked = [record async for record in batch]
    assert [call["service"] for call in opened.calls] == ["open_cover"]
    assert opened.changed["cover.garage"]["to"] == "open"
    assert opened.turns == [{"asked": "Should I open the Garage door?", "answered": "yes"}]
    assert not opened.asks
    assert (kept.calls, kept.changed, kept.asks) == ([], {}, False)
    assert (asked.calls, asked.changed, asked.asks) == ([], {}, True)
    assert asked.reply.endswith("?")


def test_a_missing_batch_file_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--batch", "no_such_file.jsonl", "--agent", "builtin"]) == 1
    assert "no_such_file.jsonl" in capsys.readouterr().err
