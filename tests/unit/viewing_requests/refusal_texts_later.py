"""Refusal texts written after the recogniser was tuned, and measured once: nothing was changed for them."""

UNLAWFUL = (
    ("파출소 직원이 옆에 계셔야 영상을 재생해 드립니다", {"police_present"}),
    ("경찰 배석 조건을 갖추지 못하셨습니다", {"police_present"}),
    ("담당 형사와 다시 찾아 주십시오", {"police_present"}),
    ("압수수색 영장이 제시되지 않았음", {"official_letter"}),
    ("경찰에 정식으로 사건을 접수하신 다음 문의 바랍니다", {"official_letter"}),
    ("화면 속에 제3의 인물이 여럿 있어 응하기 어렵습니다", {"others_filmed"}),
    ("옆 차 운전자분 모습이 그대로 잡혀 있습니다", {"others_filmed"}),
    ("남의 사생활이라 안 됩니다", {"others_filmed"}),
    ("We must protect the faces of other customers.", {"others_filmed"}),
    ("화면에 있는 분들 모두가 동의하셔야 합니다", {"others_consent"}),
    ("저희 내규가 그래서 도와드릴 수 없습니다", {"company_rule"}),
    ("부서장 재가를 받지 못한 건입니다", {"company_rule"}),
    ("담당 대리가 외근이라 다음에 오세요", {"staff_absent"}),
    ("동절기 비상근무로 인력이 빠듯합니다", {"too_busy"}),
    ("녹화 장치가 오래되어 재생이 되지 않습니다", {"technical"}),
    ("사흘치를 전부 돌려 봐야 해서 불가합니다", {"too_much"}),
    ("공익을 고려하여 비공개 결정", {"public_interest"}),
    ("경찰 수사가 마무리되지 않아 곤란합니다", {"investigation"}),
    ("정압실은 보안 구역이므로 화면을 보여 드리지 못합니다", {"security"}),
    ("공정 노하우가 유출됩니다", {"trade_secret"}),
    ("어디에 쓰실 것인지 밝히지 않으셨습니다", {"purpose"}),
    ("사본 비용을 송금하시기 전에는 처리하지 않습니다", {"fee"}),
    ("여권을 찍어 보내지 않아 접수하지 않음", {"id_copy"}),
    ("작년에도 같은 영상을 보고 가셨습니다", {"already_shown"}),
    ("중학생에게는 보여 줄 수 없습니다", {"minor"}),
)

LAWFUL = (
    "녹화 영상은 스무날이 지나면 지워지도록 되어 있어 11월 1일분은 없습니다",
    "그 시각 해당 위치를 비추는 카메라가 없었음",
    "청구하신 분이 오늘 오전 요청을 거두어들이셨습니다",
    "찾으시는 장면에 본인이 등장하지 않습니다",
    "가해자로 신고된 청구인이 피해자의 새 직장을 알아낼 수 있어 피해자의 생명·신체가 위험합니다",
    "제보자를 찾아가겠다고 말한 녹취가 있어 제보자의 신체에 해를 끼칠 우려",
    "통합방위법 제21조제4항에 따라 지정된 시설로 촬영물 공개가 제한됩니다",
    "옆 상가의 금전 출납 화면과 비밀번호가 읽혀 그 상인의 재산을 부당하게 침해할 우려가 있어 그 부분만 제한",
    "행인 두 명은 가림 처리를 마쳤고 나머지는 그대로 보여 드립니다",
    "경찰관이 없어도 괜찮으니 신분증만 가지고 오십시오",
    "신분증을 가지고 오시면 관제실에서 함께 확인하실 수 있습니다",
    "비용은 들지 않으며 결과는 문자로 알려 드립니다",
    "이의가 있으시면 개인정보 보호책임자에게 전화나 서면으로 말씀해 주십시오",
    "The camera was out of order that day, so nothing was recorded.",
    "Showing this part would put a witness in danger of bodily harm; the rest is shown.",
)

assert (len(UNLAWFUL), len(LAWFUL)) == (25, 15)
