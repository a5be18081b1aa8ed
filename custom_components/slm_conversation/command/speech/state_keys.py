"""Which row of the state tables a reading belongs to: a door sensor that is "on" is open, a leak sensor is wet."""

from ..outcome import Reading

# Device classes of binary sensors that share their wording.
_SAME = {
    "window": "opening",
    "door": "opening",
    "garage_door": "opening",
    "opening": "opening",
    "carbon_monoxide": "gas",
    "presence": "occupancy",
    "moving": "motion",
    "problem": "problem",
    "safety": "problem",
    "tamper": "problem",
}
HVAC_DOMAINS = ("climate", "water_heater")
LOCATED_DOMAINS = ("person", "device_tracker")
"""Their state is the name of a place, other than home and away."""


def state_keys(reading: Reading) -> tuple[str, ...]:
    """Return the keys to look the state up under, the most specific first: ``"binary_sensor.opening:on"``, ``"on"``."""
    domain, device_class, state = reading.entity.domain, reading.entity.device_class or "", reading.state
    if domain == "binary_sensor":
        return (f"binary_sensor.{_SAME.get(device_class, device_class)}:{state}", f"binary_sensor:{state}", state)
    if domain == "lock" and state == "open":
        return ("unlocked",)
    return (f"{domain}:{state}", state)
