"""The phrase banks: rich enough, well formed, and held out as they should be."""

from collections import Counter
import re
from string import Formatter

import pytest

from custom_components.slm_conversation.command.plan import Answer, Ask, No, State
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from models.banks import BANKS, LANGUAGES, Bank, Family, Language, Split, held_out, load

MEANINGS = {"ability": set(Ability), "ask": set(Ask), "no": {No.CHAT}, "answer": set(Answer)}
VALUES = {"", "percent", "degree", "kelvin", "number", "color", "option", "duration", "time"}


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


@pytest.fixture(name="language", params=LANGUAGES)
def fixture_language(request: pytest.FixtureRequest) -> Language:
    return request.param


def families(*banks: Bank) -> list[Family]:
    return [family for bank in banks for found in bank.families.values() for family in found]


def both(language: Language) -> list[Family]:
    return families(load(language, "train"), load(language, "evaluate"))


def wordings(found: list[Family]) -> set[str]:
    return {wording for family in found for wording in (*family.say, *family.linked)}


def slots(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def test_families_are_named_once(language: Language) -> None:
    assert [name for name, count in Counter(family.name for family in both(language)).items() if count > 1] == []


def test_at_least_600_distinct_wordings(language: Language) -> None:
    assert len(wordings(both(language))) >= 600
    assert len(wordings(families(load(language, "train")))) >= 600


def practice(language: Language) -> set[str]:
    """Names of the families in practice/."""
    paths = (BANKS / language / "practice").glob("*.yaml")
    return {
        name
        for path in paths
        for name in re.findall("^- family: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_a_quarter_of_the_families_is_held_out(language: Language) -> None:
    held = families(load(language, "evaluate"))
    trained = [family for family in families(load(language, "train")) if family.name not in practice(language)]
    assert 0.2 < len(held) / (len(held) + len(trained)) < 0.3
    assert all(held_out(family.name) for family in held)
    assert not any(held_out(family.name) for family in trained)


def test_what_is_for_practice_is_not_evaluated(language: Language) -> None:
    names = practice(language)
    assert names <= {family.name for family in families(load(language, "train"))}
    assert not names & {family.name for family in families(load(language, "evaluate"))}


def test_every_meaning_is_trained_and_evaluated(language: Language) -> None:
    for split in ("train", "evaluate"):
        assert {(group, name) for group, names in MEANINGS.items() for name in names} <= set(
            load(language, split).families
        )


def test_few_wordings_are_on_both_sides(language: Language) -> None:
    """Two families may meet in their shortest wording ("{x} {v}"); more than a few would make the hold-out a sham."""
    trained = wordings(families(load(language, "train")))
    held = wordings(families(load(language, "evaluate")))
    assert len(trained & held) / len(held) < 0.1


def test_families_say_what_the_code_knows(language: Language) -> None:
    for family in both(language):
        group, name = family.means
        assert name in MEANINGS[group] or (group, name) == ("no", No.ABSENT), family
        assert set(family.kinds) <= set(Kind), family
        assert not family.implied or family.implied in set(Kind), family
        assert not family.state or family.state in set(State), family
        assert family.value in VALUES, family
        assert family.say, family


def test_wordings_have_the_slots_that_the_family_needs(language: Language) -> None:
    for family in both(language):
        for wording in (*family.say, *family.linked):
            assert slots(wording) <= {"x", "v", "area"}, (family.name, wording)
            assert ("v" in slots(wording)) <= bool(family.value), (family.name, wording)
            if family.means[0] in {"ability", "ask"}:
                named = "x" in slots(wording)
                assert named or family.implied or len(family.kinds) == 1 or "area" in slots(wording), (
                    family.name,
                    wording,
                )
                assert not (named and family.implied), (family.name, wording)


def test_a_value_goes_with_an_ability_that_takes_one(language: Language) -> None:
    valued = {Ability.SET, Ability.UP, Ability.DOWN}
    for family in both(language):
        if family.means[0] == "ability" and family.value:
            assert family.means[1] in valued, family.name


def names(key: str, split: Split, kind: str = "") -> set[str]:
    """The names of a side in both languages: English names are given in Korean homes too."""
    return {name.casefold() for language in LANGUAGES for name in load(language, split).listed(key, split, kind)}


@pytest.mark.parametrize("key", ["areas", "floors", "brands", "people", "words"])
def test_names_of_evaluation_are_never_trained_on(key: str) -> None:
    trained, held = names(key, "train"), names(key, "evaluate")
    assert trained
    assert held
    assert not trained & held


def test_device_names_of_evaluation_are_never_trained_on() -> None:
    kinds = {kind for language in LANGUAGES for kind in load(language, "train").names["devices"]}
    assert kinds <= set(Kind)
    trained, held = (
        {name for kind in kinds for name in names("devices", split, kind)} for split in ("train", "evaluate")
    )
    assert len(trained) > 200
    assert len(held) > 60
    assert not trained & held


def test_a_bank_knows_its_side(language: Language) -> None:
    for split in ("train", "evaluate"):
        assert (load(language, split).language, load(language, split).split) == (language, split)
