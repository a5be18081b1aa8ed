"""Random homes of a given size as home files, and what is said in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import custom_components.slm_conversation  # noqa: F401  # isort: skip (whole, before the workshop would enter it without its face)

from custom_components.slm_conversation.home.index import build_index
from models.evaluate import home_file
from models.generate import examples
from models.homes import RandomHome, random_home

LANGUAGES = ("en", "ko")
PLAIN = {"en": "turn on {}", "ko": "{} 켜 줘"}
PLAIN_SHARE = 5
"""One plain sentence comes with so many others."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the id of the satellite that hears it (None: it is typed).

    ``plain`` ones are the plainest command there is, which Home Assistant's own agent understands too.
    """

    text: str
    language: str
    satellite: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Household:
    """A home of ``size`` exposed entities as a home file, and sentences of its people, all in one language."""

    size: int
    language: str
    file: dict[str, Any]
    sentences: tuple[Sentence, ...]


def households(size: int, homes: int, sentences: int) -> Iterator[Household]:
    """Yield ``homes`` homes for each language, with ``sentences`` sentences a language in all.

    Names and wordings are those held out from training. The same numbers yield the same homes and sentences.
    """
    for language in LANGUAGES:
        rng = Random(f"benchmark {language} {size}")
        for number in range(homes):
            share = sentences * (number + 1) // homes - sentences * number // homes
            yield household(rng, language, size, share)


def household(rng: Random, language: str, size: int, count: int) -> Household:
    """Draw a home with ``count`` sentences said out of the blue, not in a dialogue, and some plain ones."""
    drawn = random_home(rng, "evaluate", size)
    while drawn.language != language or not drawn.home.areas:
        drawn = random_home(rng, "evaluate", size)
    said = _sentences(rng, drawn, count) + _plain_sentences(rng, drawn, count // PLAIN_SHARE)
    file = home_file(drawn.home, rng)
    heard_in = sorted({sentence.satellite for sentence in said if sentence.satellite})
    file["satellites"] = [{"name": f"Satellite {area}", "id": area, "area": area} for area in heard_in]
    return Household(size, language, file, said)


def _sentences(rng: Random, drawn: RandomHome, count: int) -> tuple[Sentence, ...]:
    index = build_index(drawn.home)
    found: list[Sentence] = []
    while len(found) < count:
        for example in examples(rng, "evaluate", drawn, index, count):
            scene = example.scene
            alone = not (example.asked or scene.referents or scene.there_id or example.said.category == "answer")
            if alone and example.language == drawn.language:
                found.append(Sentence(example.said.text, example.language, scene.area_id))
    return tuple(found[:count])


def _plain_sentences(rng: Random, drawn: RandomHome, count: int) -> tuple[Sentence, ...]:
    names = [name for entity in drawn.home.entities for name in entity.names]
    unique = [
        entity.name
        for entity in drawn.home.entities
        if entity.domain in {"light", "switch", "fan"} and names.count(entity.name) == 1
    ]
    wording = PLAIN[drawn.language]
    return tuple(
        Sentence(wording.format(name), drawn.language, plain=True)
        for name in rng.sample(unique, min(count, len(unique)))
    )
