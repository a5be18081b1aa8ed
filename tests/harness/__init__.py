"""A real Home Assistant core in this process, with a home made from a file, to say sentences to."""

from .home import RunningHome, running_home
from .record import Record
from .start import HarnessError

__all__ = ["HarnessError", "Record", "RunningHome", "running_home"]
