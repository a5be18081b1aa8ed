"""A flat in plain data, half English, half Korean, and what the shortlist writes into a sentence said there."""

from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Floor, Home, Value
from custom_components.slm_conversation.home.shortlist import Elsewhere, Reference, Shortlist, shortlist


def entity(entity_id: str, names: str, kind: Kind, area_id: str | None = None, **attributes: object) -> Entity:
    """An entity; ``names`` are separated by " / "."""
    return Entity(entity_id, tuple(names.split(" / ")), kind, area_id, attributes=attributes)


FLAT = Home(
    (
        entity("light.desk", "Desk lamp", Kind.LIGHT, "study"),
        entity("light.floor", "Floor lamp", Kind.LIGHT, "living"),
        entity("light.ceiling", "Living room light / 거실등", Kind.LIGHT, "living"),
        entity("light.mood", "무드등", Kind.LIGHT, "living"),
        entity("light.kitchen", "Kitchen light / 주방 불", Kind.LIGHT, "kitchen"),
        entity("light.left", "Bedside lamp left", Kind.LIGHT, "bedroom"),
        entity("light.right", "Bedside lamp right", Kind.LIGHT, "bedroom"),
        entity("light.second", "Lamp 2", Kind.LIGHT, "entrance"),
        entity("light.cloud", "구름이", Kind.LIGHT, "bedroom"),
        entity("media_player.tv", "Samsung TV", Kind.TV, "living", source_list=["HDMI 1", "Netflix"]),
        entity(
            "climate.ac", "거실 에어컨", Kind.AC, "living", hvac_modes=["off", "cool", "dry"], fan_modes=["low", "high"]
        ),
        entity("climate.boiler", "보일러", Kind.HEATER, "utility", hvac_modes=["off", "heat"]),
        entity("fan.purifier", "공기청정기", Kind.AIR_PURIFIER, "living"),
        entity("vacuum.robot", "Roborock", Kind.VACUUM, "living"),
        entity("cover.curtain", "Bedroom curtain", Kind.CURTAIN, "bedroom"),
        entity("lock.front", "현관문", Kind.LOCK, "entrance"),
        entity("switch.washer", "세탁기", Kind.WASHER, "utility"),
        entity("scene.movie", "Movie night", Kind.SCENE),
    ),
    (
        Area("living", ("Living room",), "ground"),
        Area("kitchen", ("주방",), "ground"),
        Area("entrance", ("현관",), "ground"),
        Area("utility", ("다용도실",), "ground"),
        Area("bedroom", ("Bedroom",), "upper"),
        Area("study", ("Study",), "upper"),
    ),
    (Floor("ground", ("Ground floor", "1층"), 0), Floor("upper", ("2층",), 1)),
)
INDEX = build_index(FLAT)


def written(short: Shortlist) -> str:
    """The sentence with its marks: "turn on the desk lamp[light.desk]"."""
    text = short.text
    for mark in reversed(short.marks):
        text = f"{text[: mark.end]}[{' '.join(_named(reference) for reference in mark.references)}]{text[mark.end :]}"
    return text


def heard(text: str, area_id: str | None = None) -> str:
    """The sentence with its marks as it is read in the flat."""
    return written(shortlist(INDEX, text, area_id=area_id))


def _named(reference: Reference) -> str:
    match reference:
        case Entity():
            name = reference.entity_id
        case Area():
            name = reference.area_id
        case Floor():
            name = reference.floor_id
        case Kind():
            name = f"k:{reference}"
        case Value():
            name = f"{reference.type}={reference.data:g}" if isinstance(reference.data, float) else reference.data
        case Elsewhere():
            name = "elsewhere"
        case _:
            name = "upstairs" if reference else "downstairs"
    return name
