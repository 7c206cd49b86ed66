"""Refusal texts written after it was demanded that a refusal states a fact, and measured once."""

UNLAWFUL = (
    ("순찰차가 도착한 다음에 보실 수 있습니다", {"police_present"}),
    ("고소하신 뒤 경찰서에서 확인하시기 바랍니다", {"official_letter"}),
    ("행인들 모습이 그대로 있어 그 사람들의 권리도 지켜야 합니다", {"others_filmed"}),
    ("상대 차주의 정보가 들어 있어 보호해야 합니다", {"others_filmed"}),
    ("화면 속 아이들의 부모님이 모두 괜찮다고 하셔야 합니다", {"others_consent"}),
    ("사규 제12조에 따라 외부 공개를 금지함", {"company_rule"}),
    ("담당하시는 분이 출산휴가 중입니다", {"staff_absent"}),
    ("동파 신고가 폭주하여 시간을 낼 수 없습니다", {"too_busy"}),
    ("저희 컴퓨터에서는 그 파일이 열리지 않습니다", {"technical"}),
    ("카메라가 164대라 하나하나 볼 수 없습니다", {"too_much"}),
    ("사회 전체의 이익을 먼저 생각하여야 합니다", {"public_interest"}),
    ("판결이 나올 때까지 기다려 주십시오", {"investigation"}),
    ("가스 배관의 위치는 알려 드릴 수 없습니다", {"security"}),
    ("우리 회사 재산인 영상이므로 드릴 수 없습니다", {"company_rule"}),
    ("재산 피해가 없으시니 보실 까닭이 없습니다", {"purpose"}),
    ("위임장에 인감을 찍지 않은 변호사만 받습니다", {"lawyer_only"}),
    ("오만 원을 보내시면 찾아 드립니다", {"fee"}),
    ("주민등록증 앞뒷면을 문자로 보내 주지 않음", {"id_copy"}),
    ("저번에 다 보셨잖아요", {"already_shown"}),
    ("보험 처리나 소송에 쓰일 수 있어서 거절", {"dispute"}),
)

LAWFUL = (
    "청구인이 이웃을 해치겠다고 말한 녹음이 제출되어 이웃의 신체에 위험이 있습니다",
    "헤어진 연인을 뒤쫓은 일로 잠정조치를 받은 사람이며, 영상으로 피해자의 귀가 시각을 알 수 있어 생명에 위험",
    "옆 업체의 입찰 서류가 읽혀 그 업체의 이익을 부당하게 침해합니다(12:01~12:03)",
    "아동복지법 제65조에 따라 신원이 드러나는 내용의 공개가 금지됨",
    "청소년성보호법 제31조에 따라 제한되는 영상입니다",
    "11월 2일 영상은 20일 보관 후 11월 22일에 자동으로 지워졌습니다",
    "그날은 녹화기가 꺼져 있어 영상이 남지 않았습니다",
    "청구인이 취하서를 냈습니다",
    "The person asking threatened the cleaner; the footage shows where she lives, a danger to her life.",
    "No recording exists: it was deleted after the retention period.",
)

assert (len(UNLAWFUL), len(LAWFUL)) == (20, 10)
