"""Which class makes the entities of a domain. A module is imported when a home first needs it."""

from importlib import import_module

from .base import FileEntity

_CLASSES = {
    "light": ("switching", "FileLight"),
    "switch": ("switching", "FileSwitch"),
    "fan": ("switching", "FileFan"),
    "humidifier": ("switching", "FileHumidifier"),
    "input_boolean": ("switching", "FileToggle"),
    "siren": ("switching", "FileToggle"),
    "cover": ("moving", "FileCover"),
    "valve": ("moving", "FileValve"),
    "lock": ("moving", "FileLock"),
    "climate": ("heating", "FileClimate"),
    "water_heater": ("heating", "FileWaterHeater"),
    "media_player": ("media", "FileMediaPlayer"),
    "vacuum": ("cleaning", "FileVacuum"),
    "lawn_mower": ("cleaning", "FileLawnMower"),
    "select": ("choosing", "FileSelect"),
    "number": ("choosing", "FileNumber"),
    "text": ("choosing", "FileText"),
    "button": ("choosing", "FileButton"),
    "sensor": ("reading", "FileSensor"),
    "binary_sensor": ("reading", "FileBinarySensor"),
    "weather": ("reading", "FileWeather"),
    "todo": ("lists", "FileTodoList"),
    "scene": ("lists", "FileScene"),
}

SCRIPT = "script"
"""Scripts are made by HA's own script integration."""


def has_component(domain: str) -> bool:
    """Return whether the domain has services, so that HA's own integration for it must be set up."""
    return domain in _CLASSES


def entity_class(domain: str) -> type[FileEntity]:
    """Return the class for a domain's entities. Imports, so call it in an executor."""
    module, name = _CLASSES.get(domain, ("reading", "FileReading"))
    found: type[FileEntity] = getattr(import_module(f".{module}", __name__), name)
    return found
