"""Owns further ways in which policies say the opposite of what the law asks, beside those of ``contrary_words``."""

import re

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.linting import contrary_words, grounds
from app.policy.linting.contrary import Contrary, beside, saying

_NOT = r"\s*(?:않|아니)"

moved = beside(
    contrary_words.moved,
    saying(
        Contrary(
            re.compile(
                r"(?:특정인|특정한?\s*(?:사람|직원|고객)|사람|직원|고객|방문자)(?:들)?(?:을|를|의\s*뒤를)\s*(?:계속\s*)?"
                r"(?:따라가|따라다니|뒤따|쫓|추적).{0,20}?(?:비출|비춥|촬영할|찍을|찍습|감시할|감시합|살펴볼|지켜볼)\s*(?:수\s*있|니다)"
            ),
            N_("'{words}': 설치 목적과 다르게 조작하거나 다른 곳을 비출 수 없습니다."),
            excused=re.compile(r"침입|범죄|범인|수상|무단|도난|사고"),
            plain=True,
        )
    ),
)

no_sign = beside(
    contrary_words.no_sign,
    saying(
        Contrary(
            re.compile(
                r"안내판.{0,24}?(?:요청|요구|신청|민원|원하|찾).{0,8}?\s*(?:때|경우|분|사람|날)\S{0,3}만.{0,12}?"
                r"(?:달|답|붙|설치|세우|세웁|부착|둡|두|내|보)"
            ),
            N_("'{words}': 촬영되는 곳마다 알아보기 쉬운 안내판이 있어야 합니다."),
        )
    ),
)

identity_kept = beside(
    contrary_words.identity_kept,
    saying(
        Contrary(
            re.compile(
                r"(?:신분증|주민등록증|여권|운전면허증)\S{0,2}\s*(?:스캔|복사|촬영|사진)\S{0,6}\s*"
                r"(?:두|둡|둔|보관|저장|남기|남겨|남깁|보존|철하)"
            ),
            N_("'{words}': 주민등록번호와 가리지 않은 신분증 사본은 남기지 못합니다."),
            excused=re.compile(r"뒷자리|가린|가려|가리고|마스킹|앞\s*(?:6|여섯)|즉시\s*파기"),
        )
    ),
)

not_entitled = beside(
    contrary_words.not_entitled,
    saying(
        Contrary(
            re.compile(
                rf"사본(?:은|을|도)?\s*(?:절대\s*|일절\s*|전혀\s*|따로\s*)?"
                rf"(?:드리지|주지|제공하지|교부하지|발급하지|내주지|내어\s*주지){_NOT}"
            ),
            N_("'{words}': 열람에는 사본을 받는 것이 들어 있습니다."),
            Severity.WARNING,
            denies=True,
            excused=re.compile(r"경우|때에|때는|없으면|없이|않으면|우려|다른\s*사람|타인|제\s*3\s*자|신분증"),
            only_with=re.compile(r"열람|영상"),
        )
    ),
)

other_use = beside(
    contrary_words.other_use,
    saying(
        Contrary(
            re.compile(
                r"(?:돈|대가|값|금품|사례|사례금)(?:을|를)?\s*받고.{0,16}?(?:넘|팔|제공|건네|내어|내줄|공유|보여)"
                r"|영상\S{0,6}\s*(?:팔|판매).{0,6}?(?:수\s*있|습니다|니다)"
                r"|(?:보험\s*회사|보험\s*사|언론|방송\s*사|신문\s*사)\S{0,2}에\S{0,2}\s.{0,16}?(?:넘|제공|건네|공유|전달)"
                r"|(?:대화\s*방|단톡\s*방|카카오톡|카톡|밴드|SNS|누리\s*소통망|블로그|유튜브|인터넷\s*카페|사내\s*게시판)\S{0,2}"
                r"(?:에|에도|으로|로)\s.{0,12}?(?:올리|올릴|올립|올려|게시|공유|공개|보내|보낼|보냅)"
                r"|\b(?:sold|sell) (?:to|footage|images)|\bposted (?:on|to) (?:social|the internet)",
                re.IGNORECASE,
            ),
            N_("'{words}': 설치 목적 밖으로 쓰거나 제공하려면 법이 정한 사유가 있어야 합니다."),
            excused=re.compile(r"동의를?\s*(?:받|얻)|법률|법령|제\s*18\s*조|영장|위탁|수탁|금지"),
            only_with=re.compile(r"영상|목적|CCTV|설치|footage|images|video", re.IGNORECASE),
        )
    ),
)

unexplained = beside(
    contrary_words.unexplained,
    saying(
        Contrary(
            re.compile(
                rf"(?:사유|이유|까닭)(?:는|를|을|은|도)?\s*(?:따로\s*|별도로\s*)?"
                rf"(?:알리지|밝히지|통지하지|설명하지|알려\s*드리지|적지|말하지){_NOT}"
            ),
            N_("'{words}': 거절하거나 미룰 때에는 그 사유와 이의 방법을 알려야 합니다."),
            denies=True,
            only_with=re.compile(r"거절|거부|제한|미루|미룰|연기"),
        )
    ),
)

refused_at_will = beside(
    grounds.grounds_of_refusal,
    saying(
        Contrary(
            re.compile(
                r"(?:회사|당사|운영자|기관|본사|담당자|관리\s*책임자|우리)(?:의|가)?\s*(?:내부\s*)?"
                r"(?:사정|판단|재량|필요|편의|형편|결정)(?:에\s*따라|으로|상|대로|에\s*의하여).{0,24}?"
                r"(?:거절|거부|제한|미룰|미루)"
            ),
            N_("'{words}': 제35조제4항이 정한 사유로만 거절할 수 있습니다."),
            only_with=re.compile(r"열람|요구|신청|청구"),
        )
    ),
)

never_erased = beside(
    contrary_words.never_erased,
    saying(
        Contrary(
            re.compile(
                r"기간(?:이|을)?\s*(?:지난|지나면|끝난|끝나면|넘긴|경과한|만료된).{0,24}?"
                r"(?:(?:\d+|한|두|세|몇|반)\s*(?:년|해|달|개월|분기)(?:에|마다)|달마다|매달|매월|분기마다|매\s*분기|해마다|매년|연말)"
                r"\S{0,2}\s.{0,16}?(?:지우|지웁|삭제|파기)"
            ),
            N_("'{words}': 보관기간이 지난 영상은 되살릴 수 없게 지체 없이 지워야 합니다."),
            excused=re.compile(r"점검|확인|지체\s*없이|즉시|자동"),
        )
    ),
)

unregistered = beside(
    contrary_words.unregistered,
    saying(
        Contrary(
            re.compile(
                rf"관리\s*대장(?:은|을|도|에)?\s*(?:따로\s*|별도로\s*)?"
                rf"(?:두지|만들지|작성하지|쓰지|갖추지|기록하지|적지|운영하지){_NOT}"
            ),
            N_("'{words}': 이용·제공·열람·파기는 개인영상정보 관리대장에 기록해야 합니다."),
            Severity.WARNING,
            excused=re.compile(r"주민|신분증|경우"),
            plain=True,
        )
    ),
)
