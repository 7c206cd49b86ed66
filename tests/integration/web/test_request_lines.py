"""What whoever runs the server reads of a request."""

import logging


def test_a_line_is_never_two_and_names_nobody(client, caplog):
    caplog.set_level(logging.INFO, "watchbook.web")

    client.get(
        "/nowhere%0a2026-11-23T00:00:00 GET /forged 200?asker=Hong", headers={"Cookie": "watchbook_session=secret"}
    )

    (line,) = (record.getMessage() for record in caplog.records if record.name == "watchbook.web")
    assert "\n" not in line
    assert line.startswith("GET /nowhere")
    assert not {"Hong", "asker", "secret"} & set(line.replace("=", " ").split())
