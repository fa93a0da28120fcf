from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from access.listening import UnsafeSettings, is_loopback, listening_addresses
from access.settings import Settings, apply_settings
from tests.access.small_app import KEY, settings_for

GUNICORN = ["/srv/.venv/bin/gunicorn", "app:server"]
FLASK = ["/srv/.venv/bin/flask", "--app", "app", "run"]
PUBLIC = "0.0.0.0"


def read(folder: Path, argv: list[str] | None = None, **environ: str) -> Settings:
    environ.setdefault("DATA_DIR", str(folder / "var"))
    return Settings.from_environment(environ, argv or ["app.py"])


@pytest.mark.parametrize(
    ("argv", "environ", "addresses"),
    [
        (["app.py"], {}, ("127.0.0.1",)),
        ([], {}, ("127.0.0.1",)),
        (["app.py"], {"HOST": PUBLIC}, (PUBLIC,)),
        (["app.py"], {"HOST": ""}, ("127.0.0.1",)),
        (FLASK, {}, ("127.0.0.1",)),
        ([*FLASK, "--host", PUBLIC], {}, (PUBLIC,)),
        ([*FLASK, f"--host={PUBLIC}"], {}, (PUBLIC,)),
        ([*FLASK, "--host="], {}, ("",)),
        ([*FLASK, "-h", "::1"], {}, ("::1",)),
        ([*FLASK, f"-h{PUBLIC}"], {}, (PUBLIC,)),
        (FLASK, {"FLASK_RUN_HOST": PUBLIC}, (PUBLIC,)),
        (FLASK, {"FLASK_RUN_HOST": ""}, ("127.0.0.1",)),
        ([*FLASK, "--host", "::1"], {"HOST": "127.0.0.1"}, ("127.0.0.1", "::1")),
        (GUNICORN, {}, ("127.0.0.1",)),
        (GUNICORN, {"PORT": "8000"}, (PUBLIC,)),
        ([*GUNICORN, "-b", "127.0.0.1:8000"], {"PORT": "8000"}, ("127.0.0.1",)),
        ([*GUNICORN, "--bind", f"{PUBLIC}:80"], {}, (PUBLIC,)),
        ([*GUNICORN, f"--bind={PUBLIC}"], {}, (PUBLIC,)),
        ([*GUNICORN, "-b127.0.0.1:80"], {}, ("127.0.0.1",)),
        ([*GUNICORN, "-b", ":8050"], {}, (PUBLIC,)),
        ([*GUNICORN, "-b", "[::1]:80"], {}, ("::1",)),
        ([*GUNICORN, "-b", "[::]:80"], {}, ("::",)),
        ([*GUNICORN, "-b", "tcp://10.0.0.1:80"], {}, ("10.0.0.1",)),
        ([*GUNICORN, "-b", "unix:/run/ehcp.sock"], {}, ("unix:/run/ehcp.sock",)),
        ([*GUNICORN, "-b", "fd://3"], {}, ("fd",)),
        ([*GUNICORN, "-b", f"127.0.0.1:80, {PUBLIC}:80"], {}, ("127.0.0.1", PUBLIC)),
        ([*GUNICORN, "-b", "127.0.0.1", "-b", PUBLIC], {}, ("127.0.0.1", PUBLIC)),
        (GUNICORN, {"GUNICORN_CMD_ARGS": f"--workers 2 --bind '{PUBLIC}:80'"}, (PUBLIC,)),
        (["/lib/gunicorn/__main__.py", "-b", PUBLIC], {}, (PUBLIC,)),
    ],
)
def test_every_way_of_choosing_an_address_is_read(argv, environ, addresses):
    assert listening_addresses(argv, environ) == addresses


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("::1%lo", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("unix:/run/ehcp.sock", True),
        (PUBLIC, False),
        ("", False),
        ("0", False),
        ("::", False),
        ("::ffff:0.0.0.0", False),
        ("10.0.0.1", False),
        ("192.0.2.1", False),
        ("fe80::1%eth0", False),
        ("localhost.example.org", False),
        ("council-server", False),
        ("*", False),
    ],
)
def test_only_this_computer_s_addresses_are_loopback(address: str, expected: bool):
    assert is_loopback(address) is expected


UNSAFE = [
    *(
        (argv, {**environ, "DEMO": "1"}, "Demo mode")
        for argv, environ in [
            (["app.py"], {"HOST": PUBLIC}),
            (["app.py"], {"HOST": "::"}),
            (["app.py"], {"HOST": "council-server"}),
            (["app.py"], {"HOST": "10.0.0.1"}),
            ([*FLASK, "--host", PUBLIC], {}),
            ([*FLASK, f"--host={PUBLIC}"], {}),
            ([*FLASK, "--host="], {}),
            ([*FLASK, "-h", "::"], {}),
            (FLASK, {"FLASK_RUN_HOST": PUBLIC}),
            ([*GUNICORN, "--bind", f"{PUBLIC}:80"], {}),
            ([*GUNICORN, "-b", ":8050"], {}),
            ([*GUNICORN, "-b", "[::]:80"], {}),
            ([*GUNICORN, "-b", "127.0.0.1", "-b", PUBLIC], {}),
            ([*GUNICORN, "-b", "fd://3"], {}),
            (GUNICORN, {"PORT": "8000"}),
            (GUNICORN, {"GUNICORN_CMD_ARGS": f"-b {PUBLIC}"}),
            (["app.py"], {"TRUST_PROXY": "1"}),
        ]
    ),
    (["app.py"], {"HOST": PUBLIC, "DEBUG": "1", "HTTPS": "1"}, "Debug mode"),
    ([*FLASK, "--debug", "-h", PUBLIC], {"HTTPS": "1"}, "Debug mode"),
    (FLASK, {"FLASK_DEBUG": "true", "FLASK_RUN_HOST": PUBLIC, "HTTPS": "1"}, "Debug mode"),
    (["app.py"], {"DASH_DEBUG": "1", "HOST": "::", "HTTPS": "1"}, "Debug mode"),
    (["app.py"], {"HOST": PUBLIC}, "in the clear"),
    (GUNICORN, {"PORT": "8000"}, "in the clear"),
    ([*GUNICORN, "--bind"], {}, "needs an address"),
    (["app.py"], {"SECRET_KEY": ""}, "SECRET_KEY"),
    (["app.py"], {"SECRET_KEY": "short"}, "SECRET_KEY"),
    (["app.py"], {"SECRET_KEY": "ab" * 40}, "SECRET_KEY"),
    (["app.py"], {"SECRET_KEY": "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET"}, "placeholder"),
    (["app.py"], {"SECRET_KEY": "thisISmyVeryLongSecretKey-0123456789"}, "placeholder"),
    (["app.py"], {"DEMO": "yes"}, "DEMO must be 0 or 1"),
    (["app.py"], {"HTTPS": "true"}, "HTTPS must be 0 or 1"),
    (["app.py"], {"TRUST_PROXY": "2"}, "TRUST_PROXY must be 0 or 1"),
    (["app.py"], {"PORT": "eighty"}, "PORT"),
    (["app.py"], {"PORT": "0"}, "PORT"),
    (["app.py"], {"PORT": "65536"}, "PORT"),
    (["app.py"], {"PORT": "9" * 5_000}, "PORT"),
    (["app.py"], {"PORT": "²"}, "PORT"),
    (["app.py"], {"JOURNAL_URL": "mysql://localhost/ehcp"}, "JOURNAL_URL"),
]


@pytest.mark.parametrize(("argv", "environ", "reason"), UNSAFE)
def test_what_is_unsafe_does_not_start(tmp_path: Path, argv, environ, reason: str):
    with pytest.raises(UnsafeSettings, match=reason):
        read(tmp_path, argv, **environ)


def test_more_than_twenty_unsafe_cases_are_tried():
    assert len(UNSAFE) >= 20


def test_without_any_setting_it_runs_for_this_computer_only(tmp_path: Path):
    settings = read(tmp_path)
    assert (settings.host, settings.port) == ("127.0.0.1", 8050)
    assert not (settings.demo or settings.debug or settings.https or settings.trust_proxy)
    assert settings.journal_url == f"sqlite:///{tmp_path}/var/journal.db"
    assert settings.data_dir.stat().st_mode & 0o777 == 0o700


def test_the_data_are_kept_in_var_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({}, ["app.py"]).data_dir == Path("var")
    assert (tmp_path / "var").is_dir()


def test_every_setting_is_read(tmp_path: Path):
    settings = read(
        tmp_path,
        GUNICORN,
        HOST=PUBLIC,
        PORT="80",
        HTTPS="1",
        TRUST_PROXY="1",
        SECRET_KEY=KEY,
        AUTHORITY_NAME="Borsetshire",
        JOURNAL_URL="postgresql://ehcp@database/ehcp",
    )
    assert settings == Settings(
        data_dir=tmp_path / "var",
        journal_url="postgresql://ehcp@database/ehcp",
        secret_key=KEY,
        authority_name="Borsetshire",
        host=PUBLIC,
        port=80,
        trust_proxy=True,
        https=True,
    )


def test_demo_and_debug_run_on_this_computer(tmp_path: Path):
    settings = read(tmp_path, [*FLASK, "--debug"], DEMO="1", HOST="localhost")
    assert settings.demo
    assert settings.debug


def test_the_key_and_the_database_s_password_are_not_shown(tmp_path: Path):
    shown = repr(read(tmp_path, SECRET_KEY=KEY, JOURNAL_URL="postgresql://a:hush@b/c"))
    assert KEY not in shown
    assert "hush" not in shown


def test_a_data_folder_that_everybody_may_enter_does_not_start(tmp_path: Path):
    (tmp_path / "var").mkdir(mode=0o755)
    with pytest.raises(UnsafeSettings, match="chmod 700"):
        read(tmp_path)
    assert read(tmp_path, DEMO="1").demo


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path):
    first = read(tmp_path)
    path = tmp_path / "var" / "secret_key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(first.secret_key) == 64
    assert read(tmp_path).secret_key == first.secret_key
    assert [item.name for item in path.parent.iterdir()] == ["secret_key"]


def test_a_key_that_others_can_read_does_not_start(tmp_path: Path):
    read(tmp_path)
    (tmp_path / "var" / "secret_key").chmod(0o644)
    with pytest.raises(UnsafeSettings, match="chmod 600"):
        read(tmp_path)


def test_a_kept_key_that_was_cut_short_does_not_start(tmp_path: Path):
    read(tmp_path)
    (tmp_path / "var" / "secret_key").write_text("")
    with pytest.raises(UnsafeSettings, match="SECRET_KEY"):
        read(tmp_path)


def test_workers_that_start_at_once_share_one_key(tmp_path: Path):
    gate = threading.Barrier(8)

    def start(_: int) -> str:
        gate.wait()
        return read(tmp_path).secret_key

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(start, range(8)))
    assert len(keys) == 1
    assert [item.name for item in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_a_key_made_by_another_worker_meanwhile_is_kept(tmp_path: Path, monkeypatch):
    read(tmp_path)
    path = tmp_path / "var" / "secret_key"
    monkeypatch.setattr(Path, "exists", lambda _self, **_: False)
    assert read(tmp_path).secret_key == path.read_text()


def test_the_cookie_is_for_this_site_and_no_script(tmp_path: Path):
    server = Flask("plain")
    apply_settings(server, settings_for(tmp_path))
    assert server.config["SESSION_COOKIE_HTTPONLY"]
    assert server.config["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert server.config["SESSION_COOKIE_NAME"] == "session"
    apply_settings(server, settings_for(tmp_path, https=True))
    assert server.config["SESSION_COOKIE_SECURE"]
    assert server.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert server.config["SESSION_COOKIE_DOMAIN"] is None


@pytest.mark.parametrize(("trust", "seen"), [(False, "127.0.0.1 http"), (True, "192.0.2.7 https")])
def test_a_proxy_s_word_counts_only_if_it_is_trusted(tmp_path: Path, trust: bool, seen: str):
    from flask import request

    server = Flask("plain")
    server.add_url_rule("/", "seen", lambda: f"{request.remote_addr} {request.scheme}")
    apply_settings(server, settings_for(tmp_path, trust_proxy=trust))
    headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
    assert server.test_client().get("/", headers=headers).text == seen


def test_a_dask_scheduler_is_an_address(tmp_path: Path) -> None:
    assert read(tmp_path).dask_scheduler == ""
    for address in ("tcp://10.0.0.1:8786", "tls://dask.internal:8786"):
        assert read(tmp_path, DASK_SCHEDULER=address).dask_scheduler == address
    with pytest.raises(UnsafeSettings, match="DASK_SCHEDULER"):
        read(tmp_path, DASK_SCHEDULER="10.0.0.1")


def test_the_statistics_api_is_the_published_one_unless_another_is_named(tmp_path):
    assert read(tmp_path).ees_api_url == "https://api.education.gov.uk/statistics/v1"
    for address in ("https://stand-in.example/v1/", "http://127.0.0.1:9000"):
        assert read(tmp_path, EES_API_URL=address).ees_api_url == address.rstrip("/")
    for address in ("http://stand-in.example/v1", "ftp://127.0.0.1", "nonsense"):
        with pytest.raises(UnsafeSettings, match="EES_API_URL"):
            read(tmp_path, EES_API_URL=address)


def test_the_authority_s_template_is_a_word_file_that_is_read_later(tmp_path: Path) -> None:
    assert read(tmp_path).plan_template is None
    assert read(tmp_path, PLAN_TEMPLATE="").plan_template is None
    named = tmp_path / "not-there.DOCX"
    assert read(tmp_path, PLAN_TEMPLATE=str(named)).plan_template == named
    with pytest.raises(UnsafeSettings, match="PLAN_TEMPLATE"):
        read(tmp_path, PLAN_TEMPLATE="/etc/passwd")
