"""Where the server will listen, read from the command line and the environment before it does."""

from __future__ import annotations

import argparse
import ipaddress
import shlex
from collections.abc import Mapping, Sequence
from pathlib import PurePath

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - named so that it can be refused
UNIX_SOCKET = "unix:"


class UnsafeSettings(ValueError):
    """Refuse to start, saying in one sentence what would be unsafe and what to do instead."""


def listening_addresses(argv: Sequence[str], environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return every host or socket that the command line or the environment asks to listen on.

    An address that the server would in the end override still counts: nothing unsafe is guessed
    to be harmless.
    """
    found = [environ["HOST"]] if environ.get("HOST") else []
    if _runs(argv, "gunicorn"):
        found += _gunicorn_hosts(argv, environ)
    else:
        found += _given(argv, "-h", "--host")
        found += [environ["FLASK_RUN_HOST"]] if environ.get("FLASK_RUN_HOST") else []
    return tuple(found) or ("127.0.0.1",)


def is_loopback(address: str) -> bool:
    """Say whether only this computer can reach the address; a name nobody knows counts as no."""
    if address.startswith(UNIX_SOCKET) or address.lower() == "localhost":
        return True
    try:
        parsed = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback


def _runs(argv: Sequence[str], program: str) -> bool:
    # `python -m gunicorn` shows the path of its __main__.py.
    return any(program in PurePath(part).parts[-2:] for part in argv[:1])


def _gunicorn_hosts(argv: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    words = [*shlex.split(environ.get("GUNICORN_CMD_ARGS", "")), *argv[1:]]
    binds = [bind for value in _given(words, "-b", "--bind") for bind in value.split(",")]
    if not binds and environ.get("PORT"):
        # gunicorn's own default when the platform sets PORT.
        return [EVERY_ADDRESS]
    return [_host_of(bind.strip()) for bind in binds]


def _host_of(bind: str) -> str:
    if bind.startswith(UNIX_SOCKET):
        return bind
    bind = bind.removeprefix("tcp://")
    if bind.startswith("["):
        return bind[1:].partition("]")[0]
    return bind.partition(":")[0] or EVERY_ADDRESS


def _given(words: Sequence[str], short: str, long: str) -> list[str]:
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument(short, long, action="append", default=[], dest="values")
    try:
        return list(parser.parse_known_args(list(words))[0].values)
    except argparse.ArgumentError:
        raise UnsafeSettings(f"{long} needs an address.") from None
