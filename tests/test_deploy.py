"""The files of deploy/ fit the program: its settings, its ports, its files; nginx and systemd can read theirs."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from ivac.settings import Settings
from tests.live import nginx
from tests.needs import needed

HOME = Path(__file__).parents[1]
DEPLOY = HOME / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
SERVERS = {name: service for name, service in SERVICES.items() if name.startswith("ivac")}
SETTINGS = {f"IVAC_{name.upper()}" for name in Settings.model_fields}
EXAMPLE = (DEPLOY / ".env.example").read_text(encoding="utf-8")
CONFIGURATION = nginx.CONFIGURATION.read_text(encoding="utf-8")
PORTS = set(re.findall(r"server \w+:(\d+)", CONFIGURATION))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "ivac@.service").read_text(encoding="utf-8")
README = (DEPLOY / "README.md").read_text(encoding="utf-8")


# Settings


def test_the_example_names_every_setting_and_only_those():
    assert set(re.findall(r"^#?(IVAC_\w+)=", EXAMPLE, re.MULTILINE)) == SETTINGS


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda file: file.name)
def test_no_file_names_a_setting_that_is_not_there(file: Path):
    assert set(re.findall(r"IVAC_[A-Z_]+[A-Z]", file.read_text(encoding="utf-8"))) - SETTINGS == set()


def test_the_example_is_refused_until_it_has_a_secret_and_then_taken(monkeypatch):
    for line in EXAMPLE.splitlines():
        if found := re.match(r"#?(IVAC_\w+)=(.*)", line):
            monkeypatch.setenv(*found.groups())
    with pytest.raises(ValueError, match="at least 24"):
        Settings()
    monkeypatch.setenv("IVAC_SECRET", "x" * 24)
    assert Settings().keep_months == 24


def test_the_variables_of_compose_are_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    assert asked == {"POSTGRES_PASSWORD"}
    assert "\nPOSTGRES_PASSWORD=\n" in EXAMPLE


# Docker


def test_the_servers_of_compose_differ_in_port_and_address_alone():
    assert len(SERVERS) == 2
    own = ("command", "networks")
    same = [{name: value for name, value in service.items() if name not in own} for service in SERVERS.values()]
    assert same[0] == same[1]
    assert same[0]["env_file"] == ".env"
    ports = [re.search(r"--server\.port (\d+)", service["command"]) for service in SERVERS.values()]
    assert {port[1] for port in ports if port} == PORTS


def test_nginx_finds_the_servers_of_compose_where_they_are_even_while_one_is_away():
    found = dict(entry.split(":") for entry in SERVICES["nginx"]["extra_hosts"])
    assert found == {name: service["networks"]["inside"]["ipv4_address"] for name, service in SERVERS.items()}
    assert set(re.findall(r"server (\w+):\d+", CONFIGURATION)) == set(SERVERS)


def test_only_nginx_is_open_to_others_and_its_files_are_there():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    for volume in SERVICES["nginx"]["volumes"]:
        source, target, mode = volume.split(":")
        assert mode == "ro"
        assert (DEPLOY / source).is_file() or target in CONFIGURATION


def test_the_image_runs_as_nobody_special_and_holds_what_the_program_needs(tmp_path):
    assert re.search(r"^USER \d+:\d+$", DOCKERFILE, re.MULTILINE)
    copied = [line.split()[1:] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")]
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert [source for source, _ in copied if f"!{source}" not in allowed] == []
    for source, target in copied:
        if (HOME / source).is_dir():
            shutil.copytree(HOME / source, tmp_path / target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (tmp_path / target).mkdir(exist_ok=True)
            shutil.copy(HOME / source, tmp_path / target)
    done = subprocess.run(
        [sys.executable, "-m", "ivac", "--database", f"sqlite:///{tmp_path / 'ivac.db'}", "check"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": ""}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


# nginx and systemd


def test_nginx_takes_the_configuration_as_it_stands_but_for_names_and_folders(tmp_path):
    nginx.require_nginx()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test", "-days", "1",
         "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    changes = (("/etc/nginx/tls", str(tmp_path)), ("/var/log/nginx", str(tmp_path)))
    file = tmp_path / "nginx.conf"
    file.write_text(nginx.configured((*changes, ("ivac1:", "127.0.0.1:"), ("ivac2:", "127.0.0.1:"))))
    own = f"pid {tmp_path / 'pid'};"
    done = subprocess.run(
        [str(nginx.PROGRAM), "-t", "-p", tmp_path, "-c", file, "-g", own], capture_output=True, text=True
    )
    assert "test is successful" in done.stderr, done.stderr
    assert "[warn]" not in done.stderr.replace('[warn] the "user" directive', "")


def test_nginx_lets_through_what_the_program_takes():
    config = tomllib.loads((HOME / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    body = re.search(r"client_max_body_size (\d+)m;", CONFIGURATION)
    assert body
    assert int(body[1]) == config["server"]["maxUploadSize"] + 1


def test_nothing_that_is_logged_has_the_query_string_or_the_caller():
    logged = re.search(r"log_format without_secrets (.*?);", CONFIGURATION, re.DOTALL)
    assert logged
    names = set(re.findall(r"\$(\w+)", logged[1]))
    assert names & {"request", "request_uri", "args", "query_string", "http_referer", "remote_addr", "uri"} == set()


def test_the_unit_starts_servers_on_the_ports_that_nginx_knows():
    assert "--server.port %i" in UNIT
    started = re.search(r"systemctl enable --now (.*)", UNIT)
    assert started
    assert set(re.findall(r"@(\d+)", started[1])) == PORTS
    assert started[1] in README


def test_a_unit_without_the_public_address_does_not_start_since_it_would_ask_nobody_who_they_are():
    (line,) = re.findall(r"^ExecStartPre=(.*)$", UNIT, re.MULTILINE)
    for url, started in (("https://workshop.example.dk", True), ("", False)):
        command = [part.replace("${IVAC_PUBLIC_URL}", url) for part in line.split()]
        assert (subprocess.run(command).returncode == 0) is started


def test_systemd_knows_every_line_of_the_unit(tmp_path):
    needed(shutil.which("systemd-analyze"), "systemd is missing, which reads the unit: apt-get install systemd")
    unit = re.sub(r"^(User|WorkingDirectory|ExecStart|EnvironmentFile)=.*", "", UNIT, flags=re.MULTILINE)
    file = tmp_path / "ivac@8501.service"
    file.write_text(unit.replace("[Service]", "[Service]\nExecStart=/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if "ivac@" in line] == []


# Where nginx is missing

SCRIPT = """
import sys, pytest, tests.live.nginx
tests.live.nginx.PROGRAM = None
sys.exit(pytest.main(["-p", "no:cacheprovider", "-rsE", "-n", "0", "tests/test_deploy.py", "-k", "nginx_takes"]))
"""


@pytest.mark.parametrize(("ci", "said"), [("true", "1 failed"), ("", "1 skipped")])
def test_a_missing_nginx_is_said_and_fails_in_ci(ci: str, said: str):
    without = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=HOME, env={**without, "CI": ci}, capture_output=True, text=True
    )
    assert said in done.stdout, done.stdout
    assert "apt-get install nginx" in done.stdout
