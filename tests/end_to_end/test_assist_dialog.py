"""The Assist dialog of the real frontend, in a real browser, on the Home Assistant that ``scripts/develop`` starts."""

from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
import re
import shutil
import signal
import socket
import subprocess
import time
from typing import Any
import urllib.parse
import urllib.request

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
START_TIMEOUT = 150
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
USER, PASSWORD = "demo", "demo-password"

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("socket_enabled")]


@dataclass(frozen=True, slots=True)
class Wish:
    """A sentence that asks for a light of the demo home to be on."""

    text: str
    light: str


ENGLISH = Wish("turn on the kitchen light", "light.kitchen")
KOREAN = Wish("거실 불 켜 줘", "light.living_room_ceiling")


@dataclass(frozen=True, slots=True)
class RunningHome:
    """A Home Assistant that answers at ``base``, and an access token for it."""

    base: str
    token: str

    def state(self, entity_id: str) -> str:
        """Return an entity's state as the REST API has it."""
        return str(send(f"{self.base}/api/states/{entity_id}", token=self.token)["state"])

    def call(self, domain: str, service: str, entity_id: str) -> None:
        """Call a service on an entity."""
        body = json.dumps({"entity_id": entity_id}).encode()
        send(f"{self.base}/api/services/{domain}/{service}", body, token=self.token)

    def wait_for(self, entity_id: str, state: str) -> None:
        """Wait a few seconds for a state; fail with the one that is there instead."""
        for _ in range(50):
            if self.state(entity_id) == state:
                return
            time.sleep(0.1)
        pytest.fail(f"{entity_id} is {self.state(entity_id)}, not {state}")


def send(url: str, body: bytes | None = None, *, kind: str = "application/json", token: str = "") -> Any:
    """Send a request, a POST where it has a body, and decode the answer."""
    headers = {"Content-Type": kind} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - our own address
        return json.load(response)


def log_in(base: str) -> str:
    """Return an access token of the demo user."""
    client = {"client_id": f"{base}/"}
    start = client | {"handler": ["homeassistant", None], "redirect_uri": f"{base}/"}
    flow = send(f"{base}/auth/login_flow", json.dumps(start).encode())["flow_id"]
    credentials = client | {"username": USER, "password": PASSWORD}
    code = send(f"{base}/auth/login_flow/{flow}", json.dumps(credentials).encode())["result"]
    form = urllib.parse.urlencode(client | {"grant_type": "authorization_code", "code": code}).encode()
    return str(send(f"{base}/auth/token", form, kind="application/x-www-form-urlencoded")["access_token"])


@pytest.fixture
def browser() -> Path:
    """A browser that can be driven; the test fails, rather than being skipped, where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    playwright = Path(__file__).parent / "node_modules/playwright-core"
    if found is None or shutil.which("node") is None or not playwright.is_dir():
        pytest.fail("Chromium, Node.js or playwright-core is missing: scripts/setup --browser says what to install.")
    return Path(found)


@pytest.fixture
def running_home(tmp_path: Path, socket_enabled: None) -> Iterator[RunningHome]:
    """The demo home, started by ``scripts/develop`` on a free port with an empty configuration folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = tmp_path / "develop.txt"
    command = [ROOT / "scripts/develop", "--port", str(port), "--config", tmp_path / "config"]
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + START_TIMEOUT
        while "log in as" not in said.read_text(encoding="utf-8"):
            assert process.poll() is None, said.read_text(encoding="utf-8")
            assert time.monotonic() < end, said.read_text(encoding="utf-8")
            time.sleep(0.2)
        assert "could not be set up" not in said.read_text(encoding="utf-8"), said.read_text(encoding="utf-8")
        base = f"http://127.0.0.1:{port}"
        yield RunningHome(base, log_in(base))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def talk(browser: Path, home: RunningHome, sentences: list[str], folder: Path) -> list[str]:
    """Type sentences into the Assist dialog one after the other; return what it answers, pictures beside."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    login = {"base": home.base, "username": USER, "password": PASSWORD}
    task = login | {"chromium": str(browser), "screenshots": str(SCREENSHOTS), "sentences": sentences}
    (folder / "task.json").write_text(json.dumps(task), encoding="utf-8")
    script = Path(__file__).with_name("assist_dialog.mjs")
    done = subprocess.run(
        ["node", script, folder / "task.json"],  # noqa: S607 - whichever Node.js the machine has
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    replies: list[str] = json.loads(done.stdout)["replies"]
    return replies


def test_assist_dialog_answers_and_acts(browser: Path, running_home: RunningHome, tmp_path: Path) -> None:
    """In both languages the light follows, and the dialog shows a reply in the language that was spoken."""
    for light in (ENGLISH.light, KOREAN.light):
        running_home.call("light", "turn_off", light)
        running_home.wait_for(light, "off")
    english, korean = talk(browser, running_home, [ENGLISH.text, KOREAN.text], tmp_path)
    running_home.wait_for(ENGLISH.light, "on")
    running_home.wait_for(KOREAN.light, "on")
    assert re.search("[a-z]", english)
    assert not re.search("[가-힣]", english)
    assert re.search("[가-힣]", korean)
