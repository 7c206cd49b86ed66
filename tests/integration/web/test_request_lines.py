"""What whoever runs the server reads of a request."""

import logging


def test_a_line_is_never_two_and_names_nobody(client, caplog):
    caplog.set_level(logging.INFO, "watchbook.web")
    as_it_came = {"RAW_URI": "/nowhere\n2026-11-23T00:00:00+0900 GET /forged 200 1ms?asker=Hong"}

    client.get("/nowhere", headers={"Cookie": "watchbook_session=secret"}, environ_overrides=as_it_came)

    (line,) = (record.getMessage() for record in caplog.records if record.name == "watchbook.web")
    assert line.startswith(r"GET /nowhere\n2026")
    assert "\n" not in line
    assert not [word for word in ("Hong", "asker", "secret") if word in line]
