"""What it was measured on, and how much of that others were using."""

from importlib.metadata import version
import os
from pathlib import Path
import platform
import re
from time import sleep
from typing import Any

PACKAGES = ("homeassistant", "llama-cpp-python", "rapidfuzz")
IDLE = 0.1
"""Processors in use by others up to which a machine counts as idle."""


def describe() -> dict[str, Any]:
    """Return processor, memory and versions."""
    information = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", information, re.MULTILINE)
    flags = re.search(r"^flags\s*:\s*(.+)$", information, re.MULTILINE)
    known = set(flags[1].split()) if flags else set()
    return {
        "processor": model[1] if model else platform.processor() or platform.machine(),
        "processors": os.cpu_count(),
        "instructions": sorted(known & {"avx2", "avx512f", "avx512_vnni", "amx_int8", "asimddp", "i8mm"}),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def others_busy(seconds: float = 1.0) -> float:
    """Return how many processors are in use while this process sleeps, 0 on a quiet machine."""
    before = _busy()
    sleep(seconds)
    return round(max(0.0, _busy() - before) / os.sysconf("SC_CLK_TCK") / seconds, 2)


def load() -> dict[str, float]:
    """Return the load average of the last minute and the processors that others use just now."""
    return {"average": round(os.getloadavg()[0], 2), "others": others_busy()}


def _busy() -> int:
    """Clock ticks that all processors have worked for since the start of the system."""
    user, nice, system, _idle, _wait, irq, soft, steal, *_ = map(
        int, Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0].split()[1:]
    )
    return user + nice + system + irq + soft + steal
