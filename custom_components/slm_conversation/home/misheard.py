"""Names that sound like what was said: a letter misheard, or an English name spelled in Hangul and the other way round."""

from dataclasses import replace

from rapidfuzz import fuzz, process

from .hit import MOST_MARKED, Hit
from .index import MatchIndex
from .sentence import Sentence, Span, is_filler
from .text import is_hangul, jamo, sound

_LEAST = 76.0
"""Least similarity (0 to 100, ``rapidfuzz.fuzz.ratio``) of a misheard name."""
_LEAST_SHORT = 80.0
"""The same for names of up to ``_SHORT`` letters or jamo, where one letter is a fifth of it."""
_SHORT = 6
_SAME_SOUND = {3: 100.0, 4: 100.0, 5: 88.0}
"""The same for sounds, by their number: few consonants must agree in all."""
_SOUND_COSTS = 10
"""How much an equal spelling counts for more than an equal sound."""
_MOST_WORDS = 4


def misheard(sentence: Sentence, known: list[Hit], covered: set[int], numbers: set[int]) -> list[Hit]:
    """Names close to what was said, for the words that meant nothing so far.

    ``known`` are the hits so far, ``covered`` their words, ``numbers`` the words that belong to a value.
    """
    strange = {
        number
        for number, word in enumerate(sentence.words)
        if number not in covered
        and number not in numbers
        and not is_filler(word.text)
        and not word.text.isdigit()
        and len(word.text) > 1
    }
    if not strange:
        return []
    found: list[tuple[float, Span, str]] = []
    for span in sentence.spans:
        edges = {span.first, span.last}
        if (
            len(span.words) <= _MOST_WORDS
            and len(span.key) > 1
            and not strange.isdisjoint(span.words)
            and edges <= strange | covered
            and numbers.isdisjoint(edges - covered)
        ):
            found.extend((score, span, key) for score, key in _similar(sentence.index, span.key))
    found.sort(key=lambda item: (-item[0] * len(item[1].key), -item[0]))
    return [
        hit
        for hit in _chosen(sentence.index, found)
        # "pooja room 청소" sounds like "pooja room", which was found already.
        if not any(
            hit.start <= other.start
            and other.end <= hit.end
            and (other.entities, other.areas) == (hit.entities, hit.areas)
            for other in known
        )
    ]


def _chosen(index: MatchIndex, found: list[tuple[float, Span, str]]) -> list[Hit]:
    """The best reading of every word, with all the names that are as close to the same span."""
    hits: dict[tuple[int, int], Hit] = {}
    taken: set[int] = set()
    for _, span, key in found:
        place = (span.start, span.end)
        if place not in hits and not taken.isdisjoint(span.words):
            continue
        taken.update(span.words)
        entities = index.names.get(key) or index.parts.get(key, ())
        areas = index.areas.get(key, ()) if not entities else ()
        hit = hits.get(place, Hit(*place))
        hits[place] = replace(
            hit,
            entities=tuple(dict.fromkeys((*hit.entities, *entities)))[:MOST_MARKED] if hit.entities else entities,
            areas=tuple(dict.fromkeys((*hit.areas, *areas))),
        )
    return list(hits.values())


def _similar(index: MatchIndex, key: str) -> list[tuple[float, str]]:
    found: dict[str, float] = {}
    spelled = jamo(key)
    if len(spelled) >= (4 if key.isascii() else 5):
        least = _LEAST if len(spelled) > _SHORT else _LEAST_SHORT
        near = process.extract(spelled, index.spelled.spellings, scorer=fuzz.ratio, score_cutoff=least, limit=3)
        for _, score, place in near:
            found[index.spelled.keys[place]] = score
    other = index.latin_sounds if is_hangul(key) else index.hangul_sounds
    heard = sound(key)
    if other.keys and len(heard) >= min(_SAME_SOUND):
        least = _SAME_SOUND[min(len(heard), max(_SAME_SOUND))]
        for _, score, place in process.extract(heard, other.spellings, scorer=fuzz.ratio, score_cutoff=least, limit=2):
            name = other.keys[place]
            found[name] = max(score - _SOUND_COSTS, found.get(name, 0.0))
    return [(score, name) for name, score in found.items()]
