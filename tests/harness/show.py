"""Show a record to a person at a terminal."""

import json
import sys

from .home import RunningHome
from .record import Record

_WIDTH = 12


def show(record: Record, home: RunningHome) -> str:
    """Return the lines that are printed for a sentence."""
    bold, dim, end = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")
    rows: list[tuple[str, list[str]]] = []
    if record.understood:
        rows.append(("understood", record.understood.splitlines()))
    rows.append(("calls", [_call(call) for call in record.calls] or ["none"]))
    rows.append(("changed", [_change(home, *item) for item in record.changed.items()] or ["nothing"]))
    for turn in record.turns:
        rows += [("asked", [turn["asked"]]), ("answered", [turn["answered"]])]
    rows.append(("asks" if record.asks else "reply", [f"{bold}{record.reply or '(nothing)'}{end}"]))
    rows.append(("ms", [" · ".join(f"{stage} {ms:g}" for stage, ms in record.ms.items())]))
    if record.error:
        rows.append(("error", [record.error]))
    lines = []
    for label, texts in rows:
        for number, text in enumerate(texts):
            lines.append(f"  {dim}{(label if number == 0 else ''):<{_WIDTH}}{end}{text}")
    return "\n".join(lines)


def _call(call: dict[str, object]) -> str:
    target = call["target"]
    entities = ", ".join(target["entity_id"]) if isinstance(target, dict) else ""
    data = f"  {json.dumps(call['data'], ensure_ascii=False)}" if call["data"] else ""
    return f"{call['domain']}.{call['service']}  {entities}{data}"


def _change(home: RunningHome, entity_id: str, change: dict[str, object]) -> str:
    state = home.hass.states.get(entity_id)
    name = state.name if state else entity_id
    attributes = change["attributes"] if isinstance(change["attributes"], dict) else {}
    told = ", ".join(
        f"{key} {json.dumps(value, ensure_ascii=False)}" for key, value in attributes.items() if value is not None
    )
    moved = f"{change['from']} → {change['to']}" if change["from"] != change["to"] else ""
    return f"{name}: {moved or change['to']}{f'  ({told})' if told else ''}"
