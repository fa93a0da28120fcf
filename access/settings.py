"""Settings from the environment, typed and checked once; what is unsafe refuses to start."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from access.listening import UnsafeSettings, is_loopback, listening_addresses

DEFAULT_PORT = 8050
SCHEDULERS = ("tcp://", "tls://")
DATABASES = ("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")

SHORTEST_KEY = 32
FEWEST_DIFFERENT = 10
# Superset shipped a default key and most public installations ran with it (CVE-2023-27524).
PLACEHOLDERS = ("change", "secret", "default", "example", "password", "development")

OTHERS = 0o007
GROUP_AND_OTHERS = 0o077

SESSION_HOURS = 12
LARGEST_BODY = 64 * 1024
# The public API of Explore education statistics, documented at
# https://api.education.gov.uk/statistics/docs/.
EES_API = "https://api.education.gov.uk/statistics/v1"


@dataclass(frozen=True)
class Settings:
    """Hold everything that differs between one installation and the next."""

    data_dir: Path
    journal_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    demo: bool = False
    debug: bool = False
    authority_name: str = "Local authority"
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    trust_proxy: bool = False
    https: bool = False
    dask_scheduler: str = ""
    ees_api_url: str = EES_API
    plan_template: Path | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], argv: Sequence[str]) -> Self:
        """Read the settings; raises UnsafeSettings with a sentence on what must not be started."""
        demo, https = _flag(environ, "DEMO"), _flag(environ, "HTTPS")
        trust_proxy = _flag(environ, "TRUST_PROXY")
        debug = _debug(environ, argv)
        _refuse_exposure(listening_addresses(argv, environ), demo=demo, debug=debug, https=https)
        if demo and trust_proxy:
            raise UnsafeSettings(
                "Demo mode lets anybody in without a password, so it must not stand behind a "
                "proxy. Set DEMO=0 or TRUST_PROXY=0."
            )
        port = _port(environ)
        data_dir = _private_folder(Path(environ.get("DATA_DIR") or "var"), demo=demo)
        return cls(
            data_dir=data_dir,
            journal_url=_journal_url(environ, data_dir),
            secret_key=_secret_key(environ, data_dir),
            demo=demo,
            debug=debug,
            authority_name=environ.get("AUTHORITY_NAME") or cls.authority_name,
            host=environ.get("HOST") or cls.host,
            port=port,
            trust_proxy=trust_proxy,
            https=https,
            dask_scheduler=_scheduler(environ),
            ees_api_url=_ees_api(environ),
            plan_template=_plan_template(environ),
        )


def apply_settings(server: Flask, settings: Settings) -> None:
    """Give the server its key, its cookie's flags and its limits."""
    server.secret_key = settings.secret_key
    server.config.update(
        # A browser accepts the __Host- prefix only from https, for this host and the whole site,
        # so that no neighbouring site can plant a session cookie.
        SESSION_COOKIE_NAME="__Host-session" if settings.https else "session",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=SESSION_HOURS * 3600,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
    )
    if settings.trust_proxy:
        server.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            server.wsgi_app, x_for=1, x_proto=1, x_host=1
        )


def _refuse_exposure(addresses: Sequence[str], *, demo: bool, debug: bool, https: bool) -> None:
    public = [address for address in addresses if not is_loopback(address)]
    if not public:
        return
    where = public[0] or "every address"
    if demo:
        raise UnsafeSettings(
            f"Demo mode lets anybody in without a password, so it listens on this computer only, "
            f"not on {where}. Use HOST=127.0.0.1, or set DEMO=0."
        )
    if debug:
        raise UnsafeSettings(
            f"Debug mode runs what a visitor types, so it listens on this computer only, not on "
            f"{where}. Use HOST=127.0.0.1, or leave debug mode."
        )
    if not https:
        raise UnsafeSettings(
            f"Passwords would cross the network in the clear on {where}. Put an https proxy in "
            f"front and set HTTPS=1, or use HOST=127.0.0.1."
        )


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name) or "0"
    if value not in ("0", "1"):
        raise UnsafeSettings(f"{name} must be 0 or 1.")
    return value == "1"


def _debug(environ: Mapping[str, str], argv: Sequence[str]) -> bool:
    if "--debug" in argv:
        return True
    return any(
        environ.get(name, "").lower() not in ("", "0", "false", "no")
        for name in ("DEBUG", "FLASK_DEBUG", "DASH_DEBUG")
    )


def _port(environ: Mapping[str, str]) -> int:
    value = environ.get("PORT") or str(DEFAULT_PORT)
    if not (value.isascii() and value.isdigit() and 0 < int(value[:6]) < 2**16):
        raise UnsafeSettings("PORT must be a whole number from 1 to 65535.")
    return int(value)


def _journal_url(environ: Mapping[str, str], data_dir: Path) -> str:
    url = environ.get("JOURNAL_URL") or f"sqlite:///{data_dir / 'journal.db'}"
    if not url.startswith(DATABASES):
        raise UnsafeSettings("JOURNAL_URL must be the address of a SQLite or PostgreSQL database.")
    return url


def _scheduler(environ: Mapping[str, str]) -> str:
    address = environ.get("DASK_SCHEDULER") or ""
    if address and not address.startswith(SCHEDULERS):
        raise UnsafeSettings(
            "DASK_SCHEDULER must be the address of a Dask scheduler, such as tcp://host:8786."
        )
    return address


def _ees_api(environ: Mapping[str, str]) -> str:
    address = (environ.get("EES_API_URL") or EES_API).rstrip("/")
    here = is_loopback(urlsplit(address).hostname or "")
    if not address.startswith("https://") and not (address.startswith("http://") and here):
        raise UnsafeSettings("EES_API_URL must be an address that starts with https://.")
    return address


def _plan_template(environ: Mapping[str, str]) -> Path | None:
    # Read when a plan is written: a share that is away must not keep the app from starting.
    named = environ.get("PLAN_TEMPLATE") or ""
    if named and not named.lower().endswith(".docx"):
        raise UnsafeSettings("PLAN_TEMPLATE must be the path of a Word file (.docx).")
    return Path(named) if named else None


def _private_folder(folder: Path, *, demo: bool) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not demo and os.name == "posix" and folder.stat().st_mode & OTHERS:
        raise UnsafeSettings(
            f"Everybody on this computer can look into DATA_DIR. Run: chmod 700 {folder}"
        )
    return folder


def _secret_key(environ: Mapping[str, str], data_dir: Path) -> str:
    given = environ.get("SECRET_KEY")
    key = given if given is not None else _kept_key(data_dir / "secret_key")
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT:
        raise UnsafeSettings(
            f"SECRET_KEY must have {SHORTEST_KEY} or more random characters. Leave it out to have "
            f"one made in DATA_DIR."
        )
    if any(word in key.lower() for word in PLACEHOLDERS):
        raise UnsafeSettings("SECRET_KEY is a placeholder. Leave it out to have one made.")
    return key


def _kept_key(path: Path) -> str:
    if not path.exists():
        _make_key(path)
    if os.name == "posix" and path.stat().st_mode & GROUP_AND_OTHERS:
        raise UnsafeSettings(f"Others can read the secret key. Run: chmod 600 {path}")
    return path.read_text(encoding="ascii").strip()


def _make_key(path: Path) -> None:
    # A link either appears whole or not at all, and never replaces one: of several workers that
    # start at once the first wins and the others read its key. mkstemp makes the file 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret_key.")
    draft = Path(name)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SHORTEST_KEY))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
