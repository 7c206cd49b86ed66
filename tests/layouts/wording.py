"""The words layouts use: headings, names of columns and sentences, each in several ways, picked by case and style."""

import random
from datetime import date

COLUMNS = {
    "ko": {
        "place": ("설치장소", "구분", "장소", "시설명", "건물명", "설치 장소"),
        "part": ("세부 구분", "세부 위치", "세부장소"),
        "count": ("설치대수", "설치 대수", "대수", "카메라 수", "수량", "설치대수(대)"),
        "location": ("설치위치", "설치 위치", "카메라 위치"),
        "coverage": ("촬영범위", "촬영 범위", "촬영구역", "감시범위"),
        "both": ("설치 위치 및 촬영범위", "설치위치/촬영범위", "설치 위치 및 촬영 범위"),
        "hours": ("촬영시간", "촬영 시간", "녹화시간", "운영시간"),
        "retention": ("보관기간", "보유기간", "영상 보관기간", "저장기간"),
        "storage": ("보관장소", "보관 장소", "저장장소", "영상 보관장소"),
        "processing": ("처리방법", "처리 방법", "영상정보 처리방법"),
        "manager": ("관리책임자", "관리 책임자", "관리책임자(직책)"),
        "department": ("담당부서", "담당 부서", "소속", "부서"),
        "phone": ("연락처", "전화번호", "전화"),
        "access": ("접근권한자", "접근 권한자", "접근 권한이 있는 사람", "접근권한 보유자"),
        "purpose": ("설치목적", "설치 목적", "목적", "용도"),
        "role": ("구분", "역할"),
        "title": ("직책", "직위", "직위(직책)"),
        "item": ("항목", "구분"),
        "value": ("내용", "세부 내용"),
        "method": ("확인 방법", "확인방법", "영상정보 확인 방법"),
        "where": ("확인 장소", "확인장소", "열람 장소"),
        "processor": ("수탁자", "수탁업체", "위탁받는 자"),
        "work": ("위탁업무", "위탁 업무", "위탁하는 업무의 내용"),
        "total": ("합계", "계", "총계", "합 계"),
        "everywhere": ("전체", "공통", "전 시설"),
        "places_count": ("설치 개소", "개소 수"),
        "operation": ("운영 방식", "운영형태"),
        "pixels": ("해상도", "화소"),
        "parent_unit": ("운영 단위", "소관 사업"),
        "form": ("신청 서식", "제출 서식", "구비 서식"),
        "date": ("일자", "날짜"),
        "note": ("내용", "변경 내용"),
    },
    "en": {
        "place": ("Site", "Location"),
        "part": ("Part", "Area"),
        "manager": ("Person in charge", "Manager"),
        "department": ("Department",),
        "phone": ("Telephone", "Contact"),
        "access": ("Persons with access", "Authorised viewers"),
        "role": ("Role",),
        "title": ("Post", "Position"),
        "item": ("Item",),
        "value": ("Details",),
        "method": ("How to check", "Method of viewing"),
        "where": ("Where to check", "Place of viewing"),
        "processor": ("Processor", "Contractor"),
        "work": ("Entrusted work", "Work"),
        "everywhere": ("All sites",),
        "form": ("Request form",),
    },
}
HEADINGS = {
    "ko": {
        "title": (
            "영상정보처리기기 운영·관리 방침",
            "고정형 영상정보처리기기 운영·관리 방침",
            "CCTV 운영 및 관리방침",
        ),
        "purpose": (
            "설치 근거 및 설치 목적",
            "영상정보처리기기의 설치근거 및 목적",
            "고정형 영상정보처리기기 설치 근거·목적",
        ),
        "places": (
            "설치 대수, 설치 위치 및 촬영범위",
            "설치대수·설치위치·촬영범위",
            "영상정보처리기기의 설치 대수, 설치 위치, 촬영 범위",
        ),
        "people": (
            "관리책임자 및 접근권한자",
            "관리책임자, 담당부서 및 영상정보에 대한 접근 권한이 있는 사람",
            "관리책임자 및 담당부서, 접근권한자",
        ),
        "keeping": (
            "영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법",
            "촬영시간·보관기간·보관장소·처리방법",
            "촬영시간, 보관기간, 보관장소, 처리방법",
        ),
        "checking": (
            "영상정보 확인 방법 및 장소",
            "개인영상정보의 확인 방법 및 장소에 관한 사항",
            "영상정보를 확인하는 방법과 장소",
        ),
        "requests": (
            "정보주체의 영상정보 열람 등 요구에 대한 조치",
            "정보주체의 열람 등 요구에 대한 조치",
            "영상정보 열람·존재확인 요구에 대한 조치",
        ),
        "safeguards": (
            "영상정보 보호를 위한 기술적·관리적·물리적 조치",
            "영상정보의 안전성 확보조치",
            "영상정보 보호를 위한 기술적·관리적 및 물리적 보호조치",
        ),
        "entrusting": (
            "영상정보처리기기 설치 및 관리 위탁에 관한 사항",
            "영상정보처리기기 관리 업무의 위탁",
        ),
        "changes": ("운영·관리 방침의 변경에 관한 사항", "방침의 시행 및 변경", "그 밖에 필요한 사항"),
        "sites": ("시설별 설치·운영 현황", "설치장소별 운영 현황"),
    },
    "en": {
        "title": ("CCTV policy", "Video surveillance policy"),
        "purpose": ("Purpose and legal basis of the cameras",),
        "places": ("Number of cameras, positions and areas filmed",),
        "people": ("Person in charge and persons with access", "Responsible persons and access"),
        "keeping": ("Recording hours, retention, storage and processing",),
        "checking": ("How and where footage can be checked", "Viewing of footage: method and place"),
        "requests": ("Requests of data subjects", "How requests to view are dealt with"),
        "safeguards": ("Technical, organisational and physical safeguards", "Security measures"),
        "entrusting": ("Entrusted processing", "Processors"),
        "changes": ("Other matters", "Changes to this policy"),
        "sites": ("Cameras by site",),
    },
}
SENTENCES = {
    "ko": {
        "intro": (
            "{who} 아래와 같이 영상정보처리기기를 설치·운영하고 있습니다.",
            "{who} 이 방침으로 영상정보처리기기를 어떻게 운영하는지 알려 드립니다.",
        ),
        "bases": (
            "다음 규정에 따라 영상정보처리기기를 설치·운영합니다.",
            "설치 근거는 다음과 같습니다.",
        ),
        "basis": ("설치 근거: {text}", "근거: {text}"),
        "purposes": ("설치 목적은 다음과 같습니다.", "아래의 목적으로만 운영합니다."),
        "places": ("설치 현황은 다음 표와 같습니다.", "설치장소별 현황은 아래와 같습니다."),
        "people": ("관리책임자와 접근권한자는 다음과 같습니다.", "아래 담당자를 두어 영상정보를 관리합니다."),
        "keeping": ("촬영과 보관은 다음과 같이 합니다.", "아래 표에 따라 보관합니다."),
        "refusal": (
            "열람을 거절할 때에는 요구를 받은 날부터 {days}일 이내에 거절 사유를 알려 드립니다.",
            "요구를 거부하는 경우 {days}일 이내에 그 사유를 정보주체에게 통지합니다.",
        ),
        "asking": (
            "정보주체는 본인이 찍힌 영상의 열람이나 존재 확인을 요구할 수 있습니다.",
            "본인이 촬영된 영상정보는 언제든지 열람을 요구할 수 있습니다.",
        ),
        "guarding": ("다음과 같은 보호조치를 하고 있습니다.", "영상정보를 지키기 위해 아래 조치를 시행합니다."),
        "effective": ("이 방침은 {day}부터 시행합니다.", "시행일: {day}", "시행일자 : {day}"),
        "total": ("총 {count}대를 설치하였습니다.", "설치한 카메라는 모두 {count}대입니다."),
        "table": ("{heading}에 관한 표입니다.", "{heading}에 관련된 표입니다."),
    },
    "en": {
        "intro": ("{who} operates cameras as set out below.",),
        "bases": ("The cameras rest on the following provisions.",),
        "basis": ("Legal basis: {text}",),
        "purposes": ("The cameras serve these purposes only.",),
        "places": ("The cameras are listed below.",),
        "people": ("The following persons are responsible or may see footage.",),
        "keeping": ("Footage is kept as follows.",),
        "refusal": ("If a request is refused, we give the reason within {days} days.",),
        "asking": ("You may ask to see footage of yourself.",),
        "guarding": ("We protect footage as follows.",),
        "effective": ("Effective from {day}.",),
        "total": ("There are {count} cameras in total.",),
        "table": ("Table: {heading}.",),
    },
}
DAYS = ("{0.year}년 {0.month}월 {0.day}일", "{0.year}. {0.month}. {0.day}.", "{0:%Y-%m-%d}", "{0:%Y.%m.%d}")
NUMBERINGS = (("가.", "1)", "①"), ("1.", "가.", "1)"), ("제1조", "①", "1."), ("1.", "①", "-"), ("Ⅰ.", "1.", "가."))


class Wording:
    """One way of putting it, the same for the same case and style."""

    def __init__(self, case, style):
        self.language = case["language"]
        self._chance = random.Random(f"{case['case']} {style}")  # noqa: S311 - The same words each time, no secret.
        self._picked = {}
        self.numbering = ("1.", "(1)", "-") if self.language == "en" else self.pick(*NUMBERINGS)
        self.day_format = "{0:%Y-%m-%d}" if self.language == "en" else self.pick(*DAYS)
        self.unit = self.pick("{}대", "{}대", "{}", "{} 대")
        self.blank = self.pick("-", "", "-")

    def pick(self, *choices):
        return self._chance.choice(choices)

    def maybe(self):
        return self.pick(*"yn") == "y"

    def column(self, key):
        return self._once("column", COLUMNS, key)

    def heading(self, key):
        return self._once("heading", HEADINGS, key)

    def say(self, key, **values):
        return self._once("sentence", SENTENCES, key).format(**values)

    def day(self, iso):
        return self.day_format.format(date.fromisoformat(iso))

    def count(self, number):
        return self.blank if number is None else self.unit.format(number)

    def _once(self, kind, words, key):
        if (kind, key) not in self._picked:
            self._picked[kind, key] = self.pick(*words[self.language][key])
        return self._picked[kind, key]

    def person(self, person):
        """Return a person in one line: post, department and phone."""
        title, department = person.get("title"), person.get("department")
        phones = listed(person.get("phone"))
        name = title or department
        inside = [department if title else None, *phones]
        inside = [text for text in inside if text]
        if not inside:
            return name
        if "(" in name or "," in name:
            return " / ".join([name, *inside])
        form = self._picked.setdefault("person", self.pick("({})", " / {}", "({})"))
        return f"{name}{form.format((', ' if '(' in form else ' / ').join(inside))}"


def listed(value):
    """Return a value that may be one, several or none as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
