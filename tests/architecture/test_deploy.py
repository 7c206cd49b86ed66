"""The files under deploy/ are accepted by the programs they are for."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = ["watchbook.service", "watchbook-jobs.service", "watchbook-witness.service", "watchbook-backup.service"]
DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def needed(program: str, package: str) -> str:
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if not found:
        pytest.skip(f"{program} is missing: apt-get install {package}")
    return found


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_accepts_the_unit(unit, tmp_path):
    systemd_analyze = needed("systemd-analyze", "systemd")
    text = (DEPLOY / unit).read_text()
    # The binary and the settings file belong to an installed host; everything else is checked as it stands.
    text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text)
    text = re.sub(r"EnvironmentFile=(\S+)", rf"EnvironmentFile={DEPLOY / 'environment.example'}", text)
    (tmp_path / unit).write_text(text)
    outcome = subprocess.run(
        [systemd_analyze, "verify", "--man=no", tmp_path / unit], capture_output=True, text=True, check=False
    )
    complaints = [line for line in outcome.stderr.splitlines() if unit in line]
    assert (outcome.returncode, complaints) == (0, [])


@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_gives_up_every_right_it_does_not_need(unit):
    text = (DEPLOY / unit).read_text()
    for line in (
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=\n",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
    ):
        assert line in text


@pytest.mark.parametrize("name", ["witness", "backup"])
def test_systemd_accepts_the_timer(name, tmp_path):
    systemd_analyze = needed("systemd-analyze", "systemd")
    shutil.copy(DEPLOY / f"watchbook-{name}.timer", tmp_path)
    (tmp_path / f"watchbook-{name}.service").write_text("[Service]\nType=oneshot\nExecStart=/bin/true\n")
    timer = tmp_path / f"watchbook-{name}.timer"
    outcome = subprocess.run(
        [systemd_analyze, "verify", "--man=no", timer], capture_output=True, text=True, check=False
    )
    assert (outcome.returncode, [line for line in outcome.stderr.splitlines() if name in line]) == (0, [])


def test_nginx_accepts_its_configuration(tmp_path):
    nginx = needed("nginx", "nginx-light")
    openssl = needed("openssl", "openssl")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    shutil.copy(DEPLOY / "proxy.conf", tmp_path)
    text = (DEPLOY / "nginx.conf").read_text()
    text = text.replace("/etc/watchbook/tls/", f"{tmp_path}/").replace("/etc/watchbook/", f"{tmp_path}/")
    (tmp_path / "site.conf").write_text(text)
    around = f"http {{ access_log off; include {tmp_path}/site.conf; }}\n"
    whole = f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\n{around}"
    (tmp_path / "nginx.conf").write_text(whole)
    outcome = subprocess.run(
        [nginx, "-t", "-c", tmp_path / "nginx.conf", "-p", tmp_path], capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
