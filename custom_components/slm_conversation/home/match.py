"""Finds names, kinds, rooms and options in a sentence: exactly, in part, misheard, and spelled in the other script."""

from dataclasses import replace

from .hit import MOST_MARKED, Hit
from .index import KINDS, LEVELS, ROOMS, MatchIndex
from .kinds import includes
from .misheard import misheard
from .sentence import Sentence, Span, is_weak, longest_first
from .text import key_of
from .values import FoundValue

_TOO_COMMON = 3 * MOST_MARKED
"""A part of more names than this says nothing of which is meant."""


def find_hits(sentence: Sentence, values: list[FoundValue]) -> list[Hit]:
    """All hits, in order. A name found whole hides what its words would mean alone, unless it is just a room and a kind."""
    commons = [(span, hit) for span in sentence.spans if (hit := _common(sentence.index, span))]
    places = [span for span, hit in commons if hit.is_place]
    taken: set[int] = set()
    hidden: set[int] = set()
    named = _whole_names(sentence, commons, places, taken, hidden)
    parts = _parts(sentence, places, taken, hidden)
    covered = set(taken)
    found = _plain(commons, covered, hidden)
    numbers = {
        number
        for number, word in enumerate(sentence.words)
        if any(value.start < word.end and word.start < value.end for value in values)
    }
    hits = [*named, *parts, *found]
    hits += misheard(sentence, hits, covered, numbers)
    return sorted(_narrowed(sentence, hits), key=lambda hit: (hit.end, hit.start))


def _whole_names(
    sentence: Sentence, commons: list[tuple[Span, Hit]], places: list[Span], taken: set[int], hidden: set[int]
) -> list[Hit]:
    """Names said whole; their words are ``taken``, and ``hidden`` from other meanings."""
    names = sentence.index.names
    hits: list[Hit] = []
    for span in longest_first(span for span in sentence.spans if span.key in names):
        if taken.isdisjoint(span.words) and not _is_inside(span, places):
            taken.update(span.words)
            hits.append(Hit(span.start, span.end, names[span.key]))
            if not _decomposes(span, commons):
                hidden.update(span.words)
    return hits


def _parts(sentence: Sentence, places: list[Span], taken: set[int], hidden: set[int]) -> list[Hit]:
    """Parts of names; those of several words hide what their words mean alone."""
    parts = sentence.index.parts
    hits: list[Hit] = []
    for span in longest_first(span for span in sentence.spans if span.key in parts):
        if (
            taken.isdisjoint(span.words)
            and len(parts[span.key]) <= _TOO_COMMON
            and not is_weak(span.key)
            and not _is_inside(span, places)
        ):
            taken.update(span.words)
            if span.last > span.first:
                hidden.update(span.words)
            hits.append(Hit(span.start, span.end, parts[span.key]))
    return hits


def _plain(commons: list[tuple[Span, Hit]], covered: set[int], hidden: set[int]) -> list[Hit]:
    """Kinds, rooms, floors and options where no name hides them; their words are ``covered``."""
    hits = {span: hit for span, hit in commons if hidden.isdisjoint(span.words)}
    used: set[int] = set()
    found: list[Hit] = []
    for span in longest_first(hits):
        if used.isdisjoint(span.words):
            used.update(span.words)
            found.append(hits[span])
    covered.update(used)
    return found


def _is_inside(span: Span, places: list[Span]) -> bool:
    """Whether the words are only part of a room or floor that was said: "living" in "living room"."""
    return any(
        place.first <= span.first and span.last <= place.last and len(place.words) > len(span.words) for place in places
    )


def _decomposes(span: Span, commons: list[tuple[Span, Hit]]) -> bool:
    """Whether a name is just a kind ("TV"), or a room and a kind ("거실 불"), and so may mean the room's whole kind."""
    for common, hit in commons:
        if hit.kind is not None and common.last == span.last and common.end == span.end:
            if common.first == span.first:
                return True
            if any(
                other.first == span.first and other.last == common.first - 1 and (found.areas or found.missing_room)
                for other, found in commons
            ):
                return True
    return False


def _common(index: MatchIndex, span: Span) -> Hit | None:
    """What the words mean apart from names."""
    key = span.key
    if key in index.floors:
        return Hit(span.start, span.end, areas=index.areas.get(key, ()), floors=index.floors[key])
    if key in LEVELS:
        return Hit(span.start, span.end, upstairs=LEVELS[key])
    areas, options, word = index.areas.get(key, ()), index.options.get(key, ()), KINDS.get(key)
    if areas or options or word:
        return Hit(
            span.start,
            span.end,
            areas=areas,
            kind=word.kind if word else None,
            specific=word is not None and word.specific,
            options=options[:1],
        )
    if key in ROOMS:
        return Hit(span.start, span.end, missing_room=True)
    return None


def _narrowed(sentence: Sentence, hits: list[Hit]) -> list[Hit]:
    """Where a word fits several devices: those in a room that was named, else those here; beyond four, only the kind."""
    entities = sentence.index.home.entities
    named = {sentence.index.home.areas[number].area_id for hit in hits for number in hit.areas}
    out = []
    for hit in hits:
        found = hit.entities or _specific(sentence, hit)
        if len(found) > 1:
            for places in (named, {sentence.area_id} - {None}):
                inside = tuple(number for number in found if entities[number].area_id in places)
                if inside:
                    found = inside
                    break
        kind = hit.kind
        if len(found) > 1 and kind is None and key_of(sentence.text[hit.start : hit.end]) in KINDS:
            continue  # several devices are just called "TV": the kind stands there already, and code tells them apart
        if len(found) > MOST_MARKED:
            kinds = {entities[number].kind for number in found}
            if kind is None and len(kinds) == 1:
                kind = kinds.pop()
            found = ()
        if found or hit.is_place or kind or hit.options or hit.upstairs is not None:
            out.append(replace(hit, entities=found, kind=kind))
    return out


def _specific(sentence: Sentence, hit: Hit) -> tuple[int, ...]:
    """The devices of the kind that carry the very word in their name."""
    if hit.kind is None or not hit.specific:
        return ()
    index = sentence.index
    carriers = index.words.get(sentence.text[hit.start : hit.end], frozenset())
    return tuple(sorted(number for number in carriers if includes(hit.kind, index.home.entities[number].kind)))
