"""Owns article 25 of the Act (고정형 영상정보처리기기), restated in our words."""

from datetime import date

from app.law.citation import ACT, REFORM, Words

BEFORE_REFORM = date(2023, 9, 14)
_OLD = date(2011, 9, 30)
W = Words

CAMERA_SOURCES = (
    ACT.says(
        "25.1",
        "제25조제1항",
        W("공개된 장소 설치 제한", "Installation in open places"),
        W(
            "공개된 장소에는 각 호의 어느 하나에 해당하는 경우에만 설치·운영한다.",
            "In a place open to the public, only for one of the items listed.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "25.1.1",
        "제25조제1항제1호",
        W("법령의 구체적 허용", "Specifically permitted by law"),
        W(
            "법령에서 구체적으로 허용하는 경우. 해당 조항을 붙인다.",
            "A law permits it specifically; attach the clause.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "25.1.2",
        "제25조제1항제2호",
        W("범죄의 예방 및 수사", "Preventing and investigating crime"),
        W("범죄의 예방과 수사를 위하여 필요한 경우.", "Needed to prevent or investigate crime."),
        since=REFORM,
    ),
    ACT.says(
        "25.1.3",
        "제25조제1항제3호",
        W("시설의 안전·관리, 화재 예방", "Facility safety and fire"),
        W(
            "시설의 안전과 관리, 화재 예방을 위하여 정당한 권한을 가진 자가 설치·운영하는 경우.",
            "Safety of a facility and prevention of fire, by a person with proper authority.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "25.1.4",
        "제25조제1항제4호",
        W("교통 단속", "Traffic enforcement"),
        W(
            "교통 단속을 위하여 정당한 권한을 가진 자가 설치·운영하는 경우. 원문 확인 필요.",
            "Traffic enforcement by a person with proper authority; read the original.",
        ),
        tag="U",
    ),
    ACT.says(
        "25.1.5",
        "제25조제1항제5호",
        W("교통정보의 수집·분석", "Traffic information"),
        W(
            "교통정보의 수집·분석·제공을 위하여 정당한 권한을 가진 자가 설치·운영하는 경우. 원문 확인 필요.",
            "Traffic information by a person with proper authority; read the original.",
        ),
        tag="U",
    ),
    ACT.says(
        "25.1.6",
        "제25조제1항제6호",
        W("저장하지 않는 통계 촬영", "Statistics without recording"),
        W(
            "촬영한 영상을 저장하지 않고 통계값만 내는 등 대통령령으로 정하는 경우.",
            "Nothing recorded, statistics only, as the Decree defines.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "25.2",
        "제25조제2항",
        W("사생활 공간 촬영 금지", "No filming of private places"),
        W(
            "목욕실·화장실·발한실·탈의실 등 내부를 볼 수 있게 설치·운영하지 않는다.",
            "Never so that the inside of a bath, toilet, sweat room or changing room can be seen.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "25.4",
        "제25조제4항",
        W("안내판 설치", "Sign"),
        W("정보주체가 쉽게 알아볼 수 있게 안내판을 단다.", "Put up a sign people easily notice."),
        since=REFORM,
    ),
    ACT.says(
        "25.4.1",
        "제25조제4항제1호",
        W("안내판: 목적과 장소", "Sign: purpose and place"),
        W("안내판에 설치 목적과 장소를 적는다.", "The sign states purpose and place."),
        since=REFORM,
    ),
    ACT.says(
        "25.4.2",
        "제25조제4항제2호",
        W("안내판: 범위와 시간", "Sign: range and hours"),
        W("안내판에 촬영 범위와 시간을 적는다.", "The sign states range and hours."),
        since=REFORM,
    ),
    ACT.says(
        "25.4.3",
        "제25조제4항제3호",
        W("안내판: 관리책임자 성명·연락처", "Sign: manager's name and contact"),
        W("안내판에 관리책임자의 성명과 연락처를 적는다.", "The sign states the manager's name and contact."),
        tag="N",
        since=_OLD,
        until=BEFORE_REFORM,
        since_read=False,
    ),
    ACT.says(
        "25.4.3",
        "제25조제4항제3호",
        W("안내판: 관리책임자 연락처", "Sign: manager's contact"),
        W(
            "안내판에 관리책임자의 연락처를 적는다. 이름은 적지 않아도 된다.",
            "The sign states the manager's contact; the name is no longer asked for.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "25.5",
        "제25조제5항",
        W("임의조작·녹음 금지", "No misuse, no sound"),
        W(
            "목적과 다르게 조작하거나 다른 곳을 비추지 않고, 녹음 기능을 쓰지 않는다.",
            "Not moved off its purpose or pointed elsewhere; sound is never recorded.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "25.6",
        "제25조제6항",
        W("안전성 확보", "Safety measures"),
        W("영상정보가 유출·훼손되지 않게 안전조치를 한다.", "Take measures so that footage is not leaked or damaged."),
        since=REFORM,
    ),
    ACT.says(
        "25.7",
        "제25조제7항",
        W("운영·관리 방침", "Operation policy"),
        W(
            "운영·관리 방침을 마련한다. 개인정보 처리방침에 넣으면 따로 만들지 않아도 된다.",
            "Have an operation policy; it may be part of the privacy policy.",
        ),
        since=REFORM,
    ),
)
