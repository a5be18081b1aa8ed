"""Pytest plugin that is loaded before all others (``addopts = "-p ha_early"``).

Home Assistant puts packages of its own in place of httpx and voluptuous when it is imported, which must happen before
the test harness imports them. The harness is made for a slightly older version and looks for one function where it was.
"""

import homeassistant  # noqa: F401
from homeassistant.components import logger
from homeassistant.components.logger import helpers

if not hasattr(logger, "_clear_logger_overwrites"):
    logger._clear_logger_overwrites = helpers._clear_logger_overwrites  # type: ignore[attr-defined]
