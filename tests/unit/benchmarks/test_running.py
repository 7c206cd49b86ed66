"""The benchmarks go on where one of them, or a connection of one, breaks off; and asking for help runs none."""

import socket
import struct
from contextlib import closing
from threading import Thread

import pytest

from tests.benchmarks.__main__ import main, measured
from tests.benchmarks.http import ATTEMPTS, Line

CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


def served(listening, *, drops):
    """Answer one connection after another with 201, the first ones by a reset."""
    for number in range(min(drops + 1, ATTEMPTS)):
        line, _ = listening.accept()
        with line:
            line.recv(65536)
            if number < drops:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                line.sendall(CREATED)


@pytest.mark.parametrize("drops", [0, 1, ATTEMPTS])
def test_a_dropped_connection_is_opened_again_but_not_for_ever(drops, capsys, monkeypatch):
    monkeypatch.setattr("tests.benchmarks.http.time.sleep", lambda _seconds: None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=served, args=(listening,), kwargs={"drops": drops}, daemon=True).start()
        with closing(Line(listening.getsockname()[1])) as line:
            if drops == ATTEMPTS:
                with pytest.raises(ConnectionError):
                    line.post("/", "{}", {})
            else:
                line.post("/", "{}", {})
    assert capsys.readouterr().err.count("sent again") == min(drops, ATTEMPTS - 1)


def test_a_benchmark_that_fails_is_named_with_its_reason_and_stops_no_other(capsys):
    ratios, failed = measured(("absent", "missing"), smoke=True)
    assert ratios == []
    assert list(failed) == ["absent", "missing"]
    assert failed["absent"].startswith("ModuleNotFoundError: ")
    assert "… missing" in capsys.readouterr().out


@pytest.mark.parametrize(("given", "code"), [(["--help"], 0), (["absent"], 2)])
def test_help_and_a_wrong_name_run_nothing(given, code, capsys):
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == code
    assert "… ledger" not in capsys.readouterr().out
