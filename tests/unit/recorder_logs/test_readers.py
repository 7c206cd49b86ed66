"""Each recorder's layout is read, whatever wrote the file; a bad line is named by number, field and reason."""

from datetime import UTC, datetime

import pytest

from app.recorder_logs.domain import ColumnMap, DateOrder, Format, Seen, Source
from app.recorder_logs.readers import read_log

AT = datetime(2026, 11, 3, 6, 4, 5, tzinfo=UTC)
XPROTECT = (
    "Local time,Message text,Permission,Category,Source type,Source name,User,User location\r\n"
    '2026-11-03 15:04:05,"Playback of recorded video, camera started",Granted,Playback,Device,Lobby 1,kim,192.0.2.7\r\n'
    "2026-11-03 15:05:00,User logged in,Granted,Security,Server,MGMT,kim,192.0.2.7\r\n"
)
XPROTECT_OLD = (
    "UTC Time;Local Time;ID;User;User Location;Permission;Category;Resource Type;Resource Name;Resource Host;"
    "Description\r\n"
    "03/11/2026 06:04:05;03/11/2026 15:04:05;7;kim;192.0.2.7;Granted;View;Device;Lobby 1;REC;Live video started\r\n"
)
WAVE = (
    "Date,Time,User,IP address,Activity,Description\n"
    '11/3/2026,3:04:05 PM,kim,192.0.2.7,Watching live,"3:04 PM - 3:10 PM, Lobby 1, Lobby 2"\n'
    "11/3/2026,3:20:00 PM,kim,192.0.2.7,Login,\n"
)
VERKADA = (
    "timestamp,event_name,user_email,ip_address,devices\n"
    "2026-11-03T06:04:05Z,Video History Streamed,kim@example.kr,192.0.2.7,Lobby 1\n"
)
GENETEC = (
    "Activity name\tInitiator\tInitiator machine\tImpacted entity\tEvent timestamp\n"
    "Video exported\tkim\tWS-1\tLobby 1\t2026-11-03 오후 3:04:05\n"
    "Playback stopped\tkim\tWS-1\tLobby 1\t2026-11-03 오후 3:06:05\n"
)
FRIGATE = (
    '10.0.0.1 - kim [03/Nov/2026:15:04:05 +0900] "GET /vod/lobby/start/1/end/2/seg-1.m4s HTTP/1.1" 200 9 '
    '"-" "x" "192.0.2.7"\n'
    '10.0.0.1 - kim [03/Nov/2026:15:04:05 +0900] "GET /vod/lobby/start/1/end/2/seg-2.m4s HTTP/1.1" 200 9 '
    '"-" "x" "192.0.2.7"\n'
    '10.0.0.1 - - [03/Nov/2026:15:05:05 +0900] "GET /live/mse/api/ws?src=gate HTTP/1.1" 101 9 "-" "x" "-"\n'
    '10.0.0.1 - - [03/Nov/2026:15:06:05 +0900] "GET /api/gate/start/1/end/2/clip.mp4 HTTP/1.1" 200 9 "-" "x"\n'
    '10.0.0.1 - - [03/Nov/2026:15:07:05 +0900] "GET /vod/gate/start/1/end/2/master.m3u8 HTTP/1.1" 403 9 "-" "x"\n'
    '10.0.0.1 - - [03/Nov/2026:15:08:05 +0900] "GET /api/stats HTTP/1.1" 200 9 "-" "x"\n'
)


def source(layout, **more):
    return Source(code="NVR-1", name="NVR", format=layout, **more)


def told(reading):
    assert reading.problems == ()
    return [(line.at, line.user, line.camera, line.seen) for line in reading.lines]


@pytest.mark.parametrize(
    ("layout", "text", "seen", "user", "more"),
    [
        (Format.XPROTECT, XPROTECT, Seen.PLAYBACK, "kim", {}),
        (Format.XPROTECT, XPROTECT_OLD, Seen.LIVE, "kim", {"date_order": DateOrder.DAY_FIRST}),
        (Format.VERKADA, VERKADA, Seen.PLAYBACK, "kim@example.kr", {}),
        (Format.GENETEC, GENETEC, Seen.EXPORT, "kim", {}),
    ],
    ids=["XProtect", "XProtect before 2018 R3", "Verkada", "Genetec"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_a_layout_is_read_in_every_encoding(  # noqa: PLR0917  # Each of them is a parameter.
    layout, text, seen, user, more, encoding
):
    assert told(read_log(text.encode(encoding), source(layout, **more))) == [(AT, user, "Lobby 1", seen)]


def test_one_line_of_an_audit_trail_can_name_several_cameras_beside_a_span():
    reading = read_log(WAVE.encode(), source(Format.WAVE))

    assert told(reading) == [(AT, "kim", "Lobby 1", Seen.LIVE), (AT, "kim", "Lobby 2", Seen.LIVE)]
    assert reading.ignored == 1


def test_a_web_log_is_read_and_pieces_of_one_second_count_once():
    reading = read_log(FRIGATE.encode(), source(Format.FRIGATE))

    assert [(line.user, line.address, line.camera, line.seen) for line in reading.lines] == [
        ("kim", "192.0.2.7", "lobby", Seen.PLAYBACK),
        ("", "10.0.0.1", "gate", Seen.LIVE),
        ("", "10.0.0.1", "gate", Seen.EXPORT),
    ]
    assert reading.lines[0].at == AT
    assert (reading.read, reading.ignored) == (6, 2)


def own(text, words=(("본 영상", Seen.PLAYBACK),), **more):
    columns = ColumnMap(at=("날짜", "시각"), camera="채널", action="내용", user="사용자", words=words)
    return read_log(text.encode(), source(Format.COLUMNS, columns=columns, **more))


def test_any_table_is_read_by_its_own_columns_after_lines_that_are_no_heading():
    reading = own(
        "보고서;\n\n날짜;시각;채널;내용;사용자\n2026. 11. 3.;15:04;CH 1;본 영상;김\n2026. 11. 3.;15:05;CH 1;줌;김\n"
    )

    assert told(reading) == [(AT.replace(second=0), "김", "CH 1", Seen.PLAYBACK)]
    assert dict(reading.unknown_actions) == {"줌": 1}
    assert ("시각", "날짜 + 시각") in reading.columns


def test_a_zone_of_the_recorder_holds_where_the_time_has_none():
    text = "날짜,시각,채널,내용,사용자\n2026-11-03,06:04:05,CH 1,본 영상,김\n"
    assert told(own(text, zone="UTC"))[0][0] == AT


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ("2026-13-03,06:04:05,CH 1,본 영상,김", "3행 '시각'", "읽을 수 없습니다"),
        ("2026-11-03,6시,CH 1,본 영상,김", "3행 '시각'", "6시"),
        ("2026-11-03,06:04:05,,본 영상,김", "3행 '카메라'", "비어"),
        ("2026-11-03,06:04:05", "3행", "모자랍니다"),
    ],
)
def test_a_bad_line_is_named_by_number_field_and_reason_and_nothing_is_read(line, place, reason):
    reading = own(f"날짜,시각,채널,내용,사용자\n2026-11-03,06:04:05,CH 1,본 영상,김\n{line}\n")

    (problem,) = reading.problems
    assert problem.place == place
    assert reason in str(problem.message)
    assert reading.lines == ()


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\xff\xfe\x00\xd8"])
def test_what_is_no_log_of_this_recorder_is_said_to_be_none(data):
    assert read_log(data, source(Format.VERKADA)).problems
