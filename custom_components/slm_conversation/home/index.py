"""What a home's names look like to the matcher. Built once per snapshot; a sentence only looks things up."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
import re
from typing import NamedTuple

from .kind_words import KIND_WORDS
from .kinds import Kind
from .model import Entity, Home, Value, ValueType
from .text import fold, is_hangul, jamo, key_of, singular, sound, words_of
from .words import COLOR_WORDS, DOWNSTAIRS_WORDS, OPTION_WORDS, ROOM_WORDS, UPSTAIRS_WORDS

OPTION_ATTRIBUTES = (
    "hvac_modes", "fan_modes", "preset_modes", "swing_modes", "swing_horizontal_modes", "source_list", "sound_mode_list", "effect_list",
    "available_modes", "operation_list", "fan_speed_list", "options",
)  # fmt: skip
"""Attributes that list an entity's options, in the order in which an option found in several is meant."""


class KindWord(NamedTuple):
    """A word for a kind; ``specific`` ones also point at the devices that carry the word in their name."""

    kind: Kind
    specific: bool


def _kind_keys() -> dict[str, KindWord]:
    keys: dict[str, KindWord] = {}
    for kind, words in KIND_WORDS.items():
        for specific, group in ((False, words.generic), (True, words.specific)):
            for word in group:
                keys.setdefault(key_of(fold(word)), KindWord(kind, specific))
    return keys


KINDS: dict[str, KindWord] = _kind_keys()
ROOMS: dict[str, int] = {key_of(fold(word)): number for number, group in enumerate(ROOM_WORDS) for word in group}
LEVELS: dict[str, bool] = {
    key_of(fold(word)): up for words, up in ((UPSTAIRS_WORDS, True), (DOWNSTAIRS_WORDS, False)) for word in words
}
OPTION_KEYS: dict[str, tuple[str, ...]] = {
    canonical: tuple(key_of(fold(word)) for word in words) for canonical, words in OPTION_WORDS.items()
}
COLOR_KEYS = frozenset(key_of(fold(word)) for words in COLOR_WORDS.values() for word in words)
_NUMBERED_FLOOR = re.compile(r"([1-9])층|([1-9])floor")
LONGEST_NAME = 6
"""Words of a name that are looked at together."""


class Fuzzy(NamedTuple):
    """Keys in a comparable spelling and, at the same place, what each stands for: a key of ``names``, ``parts`` or ``areas``.

    The shortest spelling comes first, so that those of one length lie together.
    """

    spellings: tuple[str, ...]
    keys: tuple[str, ...]

    def alike(self, length: int, least: float) -> slice:
        """Return where the spellings lie that can be similar to one of this length.

        Of lengths a and b, ``rapidfuzz.fuzz.ratio`` is at most 200 min(a, b) / (a + b): it is of no use to compare others.
        """
        most = length * (200 - least) / least
        return slice(
            bisect_left(self.spellings, length * length / most, key=len), bisect_right(self.spellings, most, key=len)
        )


@dataclass(frozen=True, slots=True)
class MatchIndex:
    """Look-ups from keys (``text.key_of``) to places in ``home.entities``, ``home.areas`` and ``home.floors``."""

    home: Home
    names: Mapping[str, tuple[int, ...]]
    parts: Mapping[str, tuple[int, ...]]  # contiguous pieces of names
    words: Mapping[str, frozenset[int]]  # single words of names
    areas: Mapping[str, tuple[int, ...]]
    floors: Mapping[str, tuple[int, ...]]
    options: Mapping[str, tuple[Value, ...]]
    spelled: Fuzzy  # jamo of all keys worth a fuzzy comparison
    hangul_sounds: Fuzzy
    latin_sounds: Fuzzy
    by_id: Mapping[str, int]
    area_by_id: Mapping[str, int]
    by_kind: Mapping[Kind, tuple[int, ...]]
    by_area: Mapping[str, tuple[int, ...]]


def is_common(key: str) -> bool:
    """Whether the key is a word for a kind, a room, a colour or an option, and so no good as part of a name alone."""
    return key in KINDS or key in ROOMS or key in COLOR_KEYS or key in LEVELS


def build_index(home: Home) -> MatchIndex:
    """Index a home: about 1 ms for 20 entities, 100 ms for 2,000, so not for the event loop when the home is large."""
    names: defaultdict[str, list[int]] = defaultdict(list)
    parts: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, set[int]] = defaultdict(set)
    options: dict[str, dict[Value, None]] = {}
    by_kind: defaultdict[Kind, list[int]] = defaultdict(list)
    by_area: defaultdict[str, list[int]] = defaultdict(list)
    area_keys = _area_keys(home)
    for number, entity in enumerate(home.entities):
        for name in entity.names:
            folded = fold(name)
            _add(names, key_of(folded), number)
            for part in _parts(folded):
                _add(parts, part, number)
            for word in words_of(folded):
                words[word.text].add(number)
                words[singular(word.text)].add(number)
        by_kind[entity.kind].append(number)
        by_area[entity.area_id or ""].append(number)
        for key, value in _options(entity):
            options.setdefault(key, {})[value] = None
    fuzzy = list(
        dict.fromkeys(
            [*names, *(key for key in parts if len(key) >= 3 and key not in names and key not in area_keys), *area_keys]
        )
    )
    fuzzy = [key for key in fuzzy if len(key) >= 2]
    hangul = [key for key in fuzzy if is_hangul(key)]
    latin = [key for key in fuzzy if not is_hangul(key)]
    return MatchIndex(
        home=home,
        names=_frozen(names),
        parts=_frozen({key: found for key, found in parts.items() if key not in names and key not in area_keys}),
        words={key: frozenset(found) for key, found in words.items()},
        areas=area_keys,
        floors=_floor_keys(home),
        options={key: tuple(found) for key, found in options.items()},
        spelled=_fuzzy(fuzzy, jamo),
        hangul_sounds=_fuzzy(hangul, sound),
        latin_sounds=_fuzzy(latin, sound),
        by_id={entity.entity_id: number for number, entity in enumerate(home.entities)},
        area_by_id={area.area_id: number for number, area in enumerate(home.areas)},
        by_kind={kind: tuple(found) for kind, found in by_kind.items()},
        by_area=_frozen(by_area),
    )


def _add(mapping: defaultdict[str, list[int]], key: str, number: int) -> None:
    if key and number not in mapping[key]:
        mapping[key].append(number)


def _frozen(mapping: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(found) for key, found in mapping.items() if key}


def _fuzzy(keys: Iterable[str], spelling: Callable[[str], str]) -> Fuzzy:
    pairs = [(spelled, key) for key in keys if len(spelled := spelling(key)) >= 3]
    pairs.sort(key=lambda pair: len(pair[0]))
    return Fuzzy(tuple(spelled for spelled, _ in pairs), tuple(key for _, key in pairs))


def _parts(folded: str) -> list[str]:
    """Keys of contiguous pieces of a name that could be said for the whole: not single common words, not single letters."""
    words = [word.text for word in words_of(folded)]
    found = []
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 4) + 1):
            if end - start == len(words):
                continue
            piece = words[start:end]
            key = key_of(" ".join(piece))
            if (
                len(key) < 2
                or key.isdigit()
                or all(is_common(word) or is_common(singular(word)) or word.isdigit() for word in piece)
                or is_common(key)
            ):
                continue
            found.append(key)
    return found


def _area_keys(home: Home) -> dict[str, tuple[int, ...]]:
    keys: defaultdict[str, list[int]] = defaultdict(list)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, area in enumerate(home.areas):
        for name in area.names:
            key = key_of(fold(name))
            _add(keys, key, number)
            if key in ROOMS:
                groups[ROOMS[key]].append(number)
    own = set(keys)
    if ROOMS["bedroom"] not in groups:
        groups[ROOMS["bedroom"]] = groups[ROOMS["masterbedroom"]]
    for word, group in ROOMS.items():
        for number in groups.get(group, ()):
            if word not in own:
                _add(keys, word, number)
    return _frozen(keys)


def _floor_keys(home: Home) -> dict[str, tuple[int, ...]]:
    """Floors by their names; a numbered one also by its number in the other language ("2층": "second floor")."""
    keys: defaultdict[str, list[int]] = defaultdict(list)
    translated: defaultdict[str, list[int]] = defaultdict(list)
    for number, floor in enumerate(home.floors):
        for name in floor.names:
            key = key_of(fold(name))
            _add(keys, key, number)
            if match := _NUMBERED_FLOOR.fullmatch(key):
                _add(translated, f"{match[1] or match[2]}층", number)
                _add(translated, f"{match[1] or match[2]}floor", number)
    return _frozen(translated | keys)


def _options(entity: Entity) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = []
    for attribute in OPTION_ATTRIBUTES:
        listed = entity.attributes.get(attribute)
        if not isinstance(listed, list | tuple):
            continue
        for option in listed:
            text = str(option)
            value = Value(ValueType.OPTION, text, attribute)
            key = key_of(fold(text))
            found.extend(
                (word, value)
                for word in {key, *OPTION_KEYS.get(fold(text).replace(" ", "_"), ())}
                if word and key != "off"
            )
    return found
