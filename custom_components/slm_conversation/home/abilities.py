"""What devices can do and how Home Assistant does it: one table, read by prompt, execution and tools alike."""

from enum import StrEnum


class Ability(StrEnum):
    """What a speaker can want of a device; one control token each.

    SET writes the property that the value's type means for the device (50 % is a light's brightness, a cover's position,
    a speaker's volume; 24 degrees a thermostat's target; an option the attribute that lists it). UP and DOWN change the
    device's main property by a step or by the value given.
    """

    ON = "on"
    OFF = "off"
    TOGGLE = "toggle"
    OPEN = "open"
    CLOSE = "close"
    STOP = "stop"
    SET = "set"
    UP = "up"
    DOWN = "down"
    LOCK = "lock"
    UNLOCK = "unlock"
    MUTE = "mute"
    UNMUTE = "unmute"
    PLAY = "play"
    PAUSE = "pause"
    NEXT = "next"
    PREVIOUS = "previous"
    START = "start"
    DOCK = "dock"
    LOCATE = "locate"
    CLEAN = "clean"  # targets are the places to clean, besides at most one vacuum
