"""Start a real Home Assistant on loopback: a home from a file, our integration, a voice assistant that uses it."""

import argparse
import asyncio
import contextlib
from pathlib import Path
import shutil
import signal
import socket
import sys

import aiohttp
from home_file.home import HomeFile, HomeFileError
from home_file.populate import script_config

from config_folder import HOST, PASSWORD, USER, prepare
from hass_client import HassClient, RefusedError

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "slm_conversation"
INTEGRATIONS = (ROOT / "custom_components" / DOMAIN, ROOT / "tests/custom_components/home_file")
START_TIMEOUT = 120
STOP_TIMEOUT = 30


class StartError(Exception):
    """Home Assistant did not come up; the message says why."""


def is_taken(port: int) -> bool:
    """Whether something listens on this port already."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


async def wait_until_running(client: HassClient, process: asyncio.subprocess.Process, log: Path) -> None:
    """Wait for Home Assistant to have started and log in; raise StartError if it ends or takes too long."""
    try:
        async with asyncio.timeout(START_TIMEOUT):
            while not await client.is_up():
                if process.returncode is not None:
                    raise StartError(f"Home Assistant ended with exit code {process.returncode}: see {log}.")
                await asyncio.sleep(0.1)
            await client.log_in(USER, PASSWORD)
            while (await client.request("GET", "/api/config"))["state"] != "RUNNING":  # noqa: ASYNC110 - it can only be asked
                await asyncio.sleep(0.1)
    except TimeoutError as err:
        raise StartError(f"Home Assistant did not start within {START_TIMEOUT} s: see {log}.") from err
    except RefusedError as err:
        raise StartError(f"Home Assistant let nobody in ({err}); scripts/develop --fresh begins anew.") from err


async def find_agent(client: HassClient) -> str:
    """Return the entity id of our agent, once our integration has added it."""
    for _ in range(100):
        entities = await client.command(type="config/entity_registry/list")
        for entity in entities:
            if entity["platform"] == DOMAIN and entity["entity_id"].startswith("conversation."):
                return str(entity["entity_id"])
        await asyncio.sleep(0.1)
    states = [f"{entry['state']} {entry['reason'] or ''}".strip() for entry in await client.entries(DOMAIN)]
    raise RefusedError(f"no agent appeared; its config entry is {', '.join(states)}")


async def serve(options: argparse.Namespace) -> int:
    """Run Home Assistant until it ends or is told to stop; return an exit code."""
    config: Path = options.config
    log = config / "output.log"
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "homeassistant", "--config", str(config), "--skip-pip"),
            cwd=config,  # run from the repository, Python would look for custom integrations there only
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    ended = asyncio.create_task(process.wait())
    stopped = asyncio.create_task(stop.wait())
    made_ready = asyncio.create_task(make_ready(options, process, log))
    try:
        await asyncio.wait({made_ready, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if made_ready.done():
            made_ready.result()
            await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
    except StartError as err:
        print(err, file=sys.stderr)
        return 1
    finally:
        made_ready.cancel()
        stopped.cancel()
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(ended, STOP_TIMEOUT)
            except TimeoutError:
                process.kill()
                await process.wait()
    if stop.is_set():
        return 0
    print(f"Home Assistant ended with exit code {process.returncode}: see {log}.", file=sys.stderr)
    return 1


async def make_ready(options: argparse.Namespace, process: asyncio.subprocess.Process, log: Path) -> None:
    """Set up user, integration and voice assistant in the Home Assistant that starts, and say how to reach it."""
    base = f"http://{HOST}:{options.port}"
    async with aiohttp.ClientSession() as session:
        client = HassClient(session, base)
        await wait_until_running(client, process, log)
        try:
            await client.add_integration(DOMAIN)
            await client.use_agent(await find_agent(client), "SLM Conversation", "en")
        except RefusedError as err:
            print(f"SLM Conversation could not be set up: {err}. Home Assistant runs without it; its log is {log}.")
    print(f"Home Assistant runs at {base}; log in as {USER} with the password {PASSWORD}. Ctrl+C ends it.", flush=True)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="scripts/develop", description=__doc__)
    parser.add_argument("--home", type=Path, default=ROOT / "tests/homes/demo.yaml", help="the home's file")
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument(
        "--config", type=Path, default=ROOT / ".cache/develop", help="Home Assistant's configuration folder"
    )
    parser.add_argument("--fresh", action="store_true", help="forget what Home Assistant has stored")
    options = parser.parse_args()
    options.config = options.config.absolute()
    if not options.home.is_file():
        print(f"There is no home file {options.home}.", file=sys.stderr)
        return 1
    if is_taken(options.port):
        print(f"Port {options.port} is taken: end what listens there, or choose another with --port.", file=sys.stderr)
        return 1
    if options.fresh:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(options.config)
    try:
        scripts = script_config(HomeFile.load(options.home))
    except HomeFileError as err:
        print(f"The home file cannot be used: {err}", file=sys.stderr)
        return 1
    prepare(options.config, options.home.absolute(), scripts, options.port, INTEGRATIONS)
    print("Home Assistant starts.", flush=True)
    return asyncio.run(serve(options))


if __name__ == "__main__":
    sys.exit(main())
