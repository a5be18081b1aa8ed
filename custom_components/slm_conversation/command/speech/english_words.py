"""English words for verbs, kinds, states and units."""

from typing import NamedTuple

from ...home.kinds import Kind
from ..outcome import Failure, Why
from .facts import Verb


class Wording(NamedTuple):
    """``past`` and ``base`` hold {it} and, where a value belongs to the verb, {value}; ``cannot`` follows "can't"."""

    past: str
    base: str
    cannot: str


VERBS: dict[Verb, Wording] = {
    Verb.ON: Wording("turned on {it}", "turn on {it}", "be turned on"),
    Verb.OFF: Wording("turned off {it}", "turn off {it}", "be turned off"),
    Verb.TOGGLE: Wording("switched {it} over", "switch {it} over", "be switched"),
    Verb.ACTIVATE: Wording("activated {it}", "activate {it}", "be activated"),
    Verb.RUN: Wording("ran {it}", "run {it}", "be run"),
    Verb.PRESS: Wording("pressed {it}", "press {it}", "be pressed"),
    Verb.OPEN: Wording("opened {it}", "open {it}", "be opened"),
    Verb.CLOSE: Wording("closed {it}", "close {it}", "be closed"),
    Verb.STOP: Wording("stopped {it}", "stop {it}", "be stopped"),
    Verb.SET: Wording("set {it} to {value}", "set {it}", "be set to that"),
    Verb.SET_BRIGHTNESS: Wording("set {it} to {value}", "set the brightness of {it}", "be dimmed"),
    Verb.SET_POSITION: Wording("moved {it} to {value}", "move {it}", "be moved to a position"),
    Verb.SET_VOLUME: Wording("set the volume of {it} to {value}", "set the volume of {it}", "have its volume set"),
    Verb.SET_SPEED: Wording("set {it} to {value}", "set the speed of {it}", "have its speed set"),
    Verb.SET_HUMIDITY: Wording("set {it} to {value}", "set the humidity of {it}", "have its humidity set"),
    Verb.SET_COLOR: Wording("made {it} {value}", "change the color of {it}", "change color"),
    Verb.SET_KELVIN: Wording("set {it} to {value}", "change the white tone of {it}", "change its white tone"),
    Verb.SET_OPTION: Wording("set {it} to {value}", "change the mode of {it}", "be set to that"),
    Verb.SET_AIRFLOW: Wording("set the fan of {it} to {value}", "set the fan of {it}", "change its fan speed"),
    Verb.SET_SWING: Wording("set the swing of {it} to {value}", "set the swing of {it}", "change its swing"),
    Verb.STOP_SWING: Wording("turned off the swing of {it}", "turn off the swing of {it}", "change its swing"),
    Verb.BRIGHTER: Wording("brightened {it}", "brighten {it}", "be dimmed"),
    Verb.DIMMER: Wording("dimmed {it}", "dim {it}", "be dimmed"),
    Verb.LOUDER: Wording("turned up {it}", "turn up {it}", "change its volume"),
    Verb.QUIETER: Wording("turned down {it}", "turn down {it}", "change its volume"),
    Verb.WARMER: Wording("raised the temperature of {it}", "raise the temperature of {it}", "be set to a temperature"),
    Verb.COOLER: Wording("lowered the temperature of {it}", "lower the temperature of {it}", "be set to a temperature"),
    Verb.FASTER: Wording("sped up {it}", "speed up {it}", "change its speed"),
    Verb.SLOWER: Wording("slowed down {it}", "slow down {it}", "change its speed"),
    Verb.DAMPER: Wording("turned up {it}", "turn up {it}", "change its humidity"),
    Verb.DRIER: Wording("turned down {it}", "turn down {it}", "change its humidity"),
    Verb.UP: Wording("raised {it}", "raise {it}", "be raised"),
    Verb.DOWN: Wording("lowered {it}", "lower {it}", "be lowered"),
    Verb.LOCK: Wording("locked {it}", "lock {it}", "be locked"),
    Verb.UNLOCK: Wording("unlocked {it}", "unlock {it}", "be unlocked"),
    Verb.MUTE: Wording("muted {it}", "mute {it}", "be muted"),
    Verb.UNMUTE: Wording("unmuted {it}", "unmute {it}", "be unmuted"),
    Verb.PLAY: Wording("started playing on {it}", "start playing on {it}", "play anything"),
    Verb.PAUSE: Wording("paused {it}", "pause {it}", "be paused"),
    Verb.NEXT: Wording("skipped to the next one on {it}", "skip ahead on {it}", "skip ahead"),
    Verb.PREVIOUS: Wording("went back to the previous one on {it}", "go back on {it}", "go back"),
    Verb.START: Wording("started {it}", "start {it}", "be started"),
    Verb.DOCK: Wording("sent {it} back to its dock", "send {it} to its dock", "go back to a dock"),
    Verb.LOCATE: Wording("asked {it} to make itself heard", "locate {it}", "be located"),
    Verb.CLEAN: Wording("started cleaning {value} with {it}", "start cleaning with {it}", "clean a single room"),
}
RELATIVE = frozenset(
    {
        Verb.BRIGHTER,
        Verb.DIMMER,
        Verb.LOUDER,
        Verb.QUIETER,
        Verb.WARMER,
        Verb.COOLER,
        Verb.FASTER,
        Verb.SLOWER,
        Verb.DAMPER,
        Verb.DRIER,
        Verb.UP,
        Verb.DOWN,
    }
)

# What a device was already, by the ability's name: "The desk lamp was already on."
ALREADY = {
    "on": "on",
    "off": "off",
    "open": "open",
    "close": "closed",
    "stop": "stopped",
    "up": "at its highest",
    "down": "at its lowest",
    "lock": "locked",
    "unlock": "unlocked",
    "mute": "muted",
    "unmute": "not muted",
    "play": "playing",
    "pause": "paused",
    "start": "running",
    "dock": "at its dock",
    "clean": "cleaning",
}

# Plurals that do not simply take an s; kinds that are not named here are spoken as their value, "_" as a space.
KINDS: dict[Kind, tuple[str, str]] = {
    Kind.THING: ("device", "devices"),
    Kind.BLIND: ("blind", "blinds"),
    Kind.GARAGE: ("garage door", "garage doors"),
    Kind.SWITCH: ("switch", "switches"),
    Kind.CLIMATE: ("thermostat", "thermostats"),
    Kind.AC: ("air conditioner", "air conditioners"),
    Kind.MEDIA: ("media player", "media players"),
    Kind.TV: ("TV", "TVs"),
    Kind.COFFEE: ("coffee machine", "coffee machines"),
    Kind.LIST: ("list", "lists"),
    Kind.WEATHER: ("weather report", "weather reports"),
    Kind.PERSON: ("person", "people"),
    Kind.TEMPERATURE: ("thermometer", "thermometers"),
    Kind.HUMIDITY: ("humidity sensor", "humidity sensors"),
    Kind.BRIGHTNESS: ("brightness sensor", "brightness sensors"),
    Kind.AIR_QUALITY: ("air quality sensor", "air quality sensors"),
    Kind.BATTERY: ("battery", "batteries"),
    Kind.POWER: ("power meter", "power meters"),
    Kind.MOTION: ("motion sensor", "motion sensors"),
    Kind.PRESENCE: ("presence sensor", "presence sensors"),
    Kind.LEAK: ("leak sensor", "leak sensors"),
    Kind.SMOKE: ("smoke detector", "smoke detectors"),
}

OPTIONS = {
    "heat": "heating",
    "cool": "cooling",
    "heat_cool": "heating and cooling",
    "dry": "drying",
    "fan_only": "fan only",
}

# Unit -> singular and plural, each with the space that goes before it.
UNITS = {
    "°C": (" degree", " degrees"),
    "°F": (" degree", " degrees"),
    "%": ("%", "%"),
    "W": (" watt", " watts"),
    "kW": (" kilowatt", " kilowatts"),
    "Wh": (" watt hour", " watt hours"),
    "kWh": (" kilowatt hour", " kilowatt hours"),
    "V": (" volt", " volts"),
    "A": (" amp", " amps"),
    "lx": (" lux", " lux"),
    "μg/m³": (" microgram per cubic meter", " micrograms per cubic meter"),
    "µg/m³": (" microgram per cubic meter", " micrograms per cubic meter"),
    "hPa": (" hectopascal", " hectopascals"),
    "s": (" second", " seconds"),
    "min": (" minute", " minutes"),
    "h": (" hour", " hours"),
    "d": (" day", " days"),
    "L": (" liter", " liters"),
    "m³": (" cubic meter", " cubic meters"),
    "km/h": (" kilometer per hour", " kilometers per hour"),
    "m/s": (" meter per second", " meters per second"),
    "mph": (" mile per hour", " miles per hour"),
    "m": (" meter", " meters"),
    "cm": (" centimeter", " centimeters"),
    "mm": (" millimeter", " millimeters"),
    "dB": (" decibel", " decibels"),
    "ppm": (" part per million", " parts per million"),
    "GB": (" gigabyte", " gigabytes"),
    "MB": (" megabyte", " megabytes"),
}

# {it} is the subject, {do} and {cannot} the verb's wordings, {is_} and {has} agree with the subject.
FAILURES = {
    Failure.UNSUPPORTED: "{it} can't {cannot}",
    Failure.OUT_OF_RANGE: "{it} can't go that far",
    Failure.UNAVAILABLE: "{it} {is_} not reachable right now",
    Failure.OFF: "{it} {is_} off",
    Failure.FORBIDDEN: "you are not allowed to control {it}",
    Failure.ERROR: "I could not {do} because of an error",
    Failure.NOT_FOLLOWED: "I tried to {do}, but {it} {has} not reacted",
    Failure.NO_VALUE: "I did not catch what to set {it} to",
}

NOTHING = {
    Why.ABSENT: "I found no such device here.",
    Why.NOT_MINE: "I can only help with the devices of your home.",
    Why.LATER: "I can't do things later yet, so I changed nothing.",
    Why.UNSURE: "I'm not sure I understood that, so I changed nothing.",
    Why.CANCELLED: "Okay, I'll leave it.",
    Why.NOT_NOW: "One thing at a time: please ask me for the other one again.",
    Why.NO_REFERENT: "I don't know which device you mean.",
    Why.NOTHING_ASKED: "There is nothing for me to confirm right now.",
    Why.SILENCE: "I didn't hear anything.",
    Why.TOO_LONG: "That was too long for me. Please say it in one short sentence.",
    Why.FOREIGN: "I only understand English and Korean.",
}
