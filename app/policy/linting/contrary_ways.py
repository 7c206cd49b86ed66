"""Owns further ways in which policies say the opposite of what the law asks, beside those of ``contrary_words``."""

import re
from collections.abc import Iterator

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.findings import Hit, Text
from app.policy.linting import contrary_deeds, contrary_habits, contrary_words, grounds
from app.policy.linting.contrary import Contrary, beside, saying

_NOT = r"\s*(?:않|아니)"

moved = beside(
    contrary_words.moved,
    saying(
        contrary_deeds.shown_elsewhere,
        Contrary(
            re.compile(
                r"(?:특정인|특정한?\s*(?:사람|직원|고객)|사람|직원|고객|방문자)(?:들)?(?:을|를|의\s*뒤를)\s*(?:계속\s*)?"
                r"(?:따라가|따라다니|뒤따|쫓|추적).{0,20}?(?:비출|비춥|촬영할|찍을|찍습|감시할|감시합|살펴볼|지켜볼)\s*(?:수\s*있|니다)"
            ),
            N_("'{words}': 설치 목적과 다르게 조작하거나 다른 곳을 비출 수 없습니다."),
            excused=re.compile(r"침입|범죄|범인|수상|무단|도난|사고"),
            plain=True,
        ),
    ),
)

no_sign = beside(
    contrary_words.no_sign,
    saying(
        contrary_deeds.one_sign_for_all,
        contrary_habits.signs_to_come,
        contrary_deeds.sign_hidden,
        Contrary(
            re.compile(
                r"안내판.{0,24}?(?:요청|요구|신청|민원|원하|찾).{0,8}?\s*(?:때|경우|분|사람|날)\S{0,3}만.{0,12}?"
                r"(?:달|답|붙|설치|세우|세웁|부착|둡|두|내|보)"
            ),
            N_("'{words}': 촬영되는 곳마다 알아보기 쉬운 안내판이 있어야 합니다."),
        ),
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
        contrary_deeds.family_only,
        contrary_habits.customers_only,
        contrary_deeds.agents_if_allowed,
        contrary_deeds.erasure_refused,
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
        ),
    ),
)

_others_used = beside(
    contrary_words.other_use,
    saying(
        contrary_deeds.given_on_a_word,
        contrary_deeds.staff_watched,
        contrary_habits.taught_to_machines,
        contrary_habits.given_to_whoever_asks,
        contrary_deeds.carried_off,
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
        ),
    ),
)

_SEEN = r"(?:영상|화면|장면|모습|카메라|CCTV|녹화물)"
_TRADED = r"(?:판매|매각|매도|양도|거래|대여|임대)(?:를)?\s*(?:하|할|합|한|함|됩|될|되|됨)"

sold = saying(
    Contrary(
        re.compile(
            rf"유상(?:으로)?\s*(?:{_TRADED}|(?:제공|공급|배포|공유|넘)\S)"
            rf"|(?:영상|화면|녹화\S{{0,2}}|사본|자료)\S{{0,6}}\s.{{0,20}}?(?:{_TRADED}|팔\s*수|팔[고며]|팝니다|판다)"
            rf"|(?:돈|대금|대가|값|금액|이용료|사용료|구독료|정보료)\S{{0,2}}\s*(?:을|를)?\s*(?:받고|받아|내면|내는|내고|지불하|치르).{{0,24}}?(?:넘|팔|제공|양도|건네|내어|공유|전달|보내)"
            r"|\b(?:footage|images|recordings?)\b.{0,30}\b(?:sold|for sale|for a price)\b",
            re.IGNORECASE,
        ),
        N_("'{words}': 설치 목적 밖으로 쓰거나 제공하려면 법이 정한 사유가 있어야 합니다."),
        excused=re.compile(
            r"실비|수수료|열람|장비|기기(?:를|의)|카메라(?:를|의)\s*(?:판매|대여|임대)|녹화기(?:를|의)|판매\s*(?:시설|장|대)"
        ),
    )
)

shown_to_all = saying(
    Contrary(
        re.compile(
            r"실시간(?:으로|\s).{0,20}?(?:공개|중계|송출|방송|스트리밍|게시|노출|내보내|내보냅|볼\s*수\s*있|보여)"
            r"|(?:인터넷|온라인|홈\s*페이지|유튜브|누리집|웹\s*사이트|SNS|앱|방송|포털|전광판|대형\s*화면)\S{0,3}\s.{0,20}?"
            r"(?:생중계|중계|송출|스트리밍|방송(?:하|합|됩|할)|라이브|내보내|내보냅|누구나\s*볼|공개(?:하|합|됩|할|된)|볼\s*수\s*있)"
            rf"|생중계(?:하|합|할|됩|될|되|한)|라이브(?:로|\s*방송)|{_SEEN}\S{{0,4}}\s.{{0,16}}?(?:누구나|아무나|모든\s*(?:사람|이용자|방문자)).{{0,12}}?(?:볼\s*수|보게|시청)"
            r"|\b(?:live[- ]?stream|streamed live|broadcast live|shown live)",
            re.IGNORECASE,
        ),
        N_("'{words}': 설치 목적 밖으로 쓰거나 제공하려면 법이 정한 사유가 있어야 합니다."),
        excused=re.compile(
            r"상황실|관제|관리\s*책임자|담당자|근무자|경비|모니터|경찰|소방|119|112|교통|방침|안내|위탁|설치\s*현황|내역|목록|동의를?\s*(?:받|얻)|법률|법령"
        ),
        only_with=re.compile(rf"{_SEEN}|촬영|footage|camera|목적", re.IGNORECASE),
    )
)

recognised = saying(
    Contrary(
        re.compile(
            r"(?:얼굴|안면|생체\s*정보|생체|홍채|걸음걸이|보행|목소리|체형|지문)(?:\s*(?:특징|정보|모양|템플릿))?\S{0,3}\s*(?:자동으로\s*|인공지능으로\s*)?.{0,10}?"
            r"(?:인식|식별|대조|분석|추출|인증|매칭|비교|판별|알아내|알아냅|알아볼\s*수\s*있|찾아내|찾아냅)"
            r"|(?:누구인지|신원을?|나이|성별|감정|표정|인종|국적)\S{0,3}\s.{0,12}?(?:자동|인공지능|AI|분석|판별|추정|인식|식별)"
            r"|\b(?:facial|face|biometric) (?:recognition|identification|matching)",
            re.IGNORECASE,
        ),
        N_("'{words}': 얼굴 등으로 사람을 알아내는 일이 적은 설치 목적에 드는지, 근거가 무엇인지 적지 않았습니다."),
        Severity.WARNING,
        excused=re.compile(
            r"동의를?\s*(?:받|얻|한)|법률|법령|가리|가린|가려|가립|모자이크|마스킹|비식별|흐리|해상도|화질|화소|거리|없(?:게|도록|는)|않(?:게|도록)|단말기|열람|청구|신분증|본인\s*확인"
        ),
        only_with=re.compile(r"[가-힣]{2}|\bby\b|\bwe\b|\bare\b|\bis\b", re.IGNORECASE),
    )
)

other_use = beside(_others_used, sold, shown_to_all)

_IN_PERSON = (
    r"(?:방문|내방|대면|출석|직접\s*(?:방문|오|내|제출|찾)"
    r"|찾아오|찾아와|나오|나와|오셔|오시|창구|서면|우편|등기|청구서|신청서)"
)
_ASKED = r"(?:요구|신청|청구|접수|의뢰)"

_by_one_channel = beside(
    contrary_words.one_channel,
    saying(
        contrary_habits.taken_now_and_then,
        Contrary(
            re.compile(
                rf"{_IN_PERSON}.{{0,30}}?(?:야만|(?:경우|때|분|사람|것|요구|신청|청구)(?:에|에게|으로|로)?(?:만|\s*한(?:하여|해|정)))\s*.{{0,24}}?"
                rf"(?:{_ASKED}|받습|받으|받아|받고|받을|인정)"
                rf"|{_IN_PERSON}\s*(?:접수|신청|청구|요구|제출)(?:만|에\s*한(?:하여|해|정)|으?로만|으?로\s*(?:한정|제한))\S{{0,4}}\s.{{0,12}}?(?:받|가능|합|됩|한다|허용|할)"
                rf"|{_ASKED}\S{{0,3}}\s.{{0,20}}?{_IN_PERSON}\S{{0,6}}\s*(?:으?로|에|경우에?|때에?)?\s*(?:만|한(?:정|하여|해))(?:\s|하|합|됩|받)",
            ),
            N_("'{words}': 한 가지 방법으로만 요구하게 하면 안 됩니다."),
            Severity.WARNING,
            excused=re.compile(
                r"위임장|대리|신분증|요구하지\s*않|고집|전화|전자우편|이메일|인터넷|또는|중\s*(?:하나|택)"
            ),
        ),
        Contrary(
            re.compile(
                rf"{_IN_PERSON}\s*{_ASKED}?\s*(?:외|이외|밖|말고)(?:의)?\S{{0,3}}\s*(?:다른\s*)?(?:방법)?\S{{0,3}}\s*.{{0,16}}?"
                rf"(?:받지|접수하지|인정하지|처리하지|불가|수\s*없)"
            ),
            N_("'{words}': 한 가지 방법으로만 요구하게 하면 안 됩니다."),
            Severity.WARNING,
            denies=True,
            only_with=re.compile(_ASKED),
        ),
    ),
)


def one_channel(text: Text) -> Iterator[Hit]:
    """Yield sentences that leave one way to ask; one that takes a form as the only way is told as that."""
    told = text.stated.only_form.where if text.stated.only_form else None
    yield from (hit for hit in _by_one_channel(text) if hit.where != told)


seen_by_all = saying(
    Contrary(
        re.compile(
            r"(?:모든|전체|전)\s*(?:임직원|직원|사원|근무자|종업원)\S{0,3}\s.{0,24}?(?:열람|접근|접속|조회|볼\s*수|보게|시청|재생|확인)"
            r"|(?:직원|임직원|사원)(?:이라면|이면|은|들?은)?\s*(?:누구나|누구든지|모두|전원).{0,24}?(?:열람|접근|접속|조회|볼\s*수|보게|시청|재생)"
            r"|\b(?:all|any) (?:staff|employees?)\b.{0,30}\b(?:access|view|watch|see)\b",
            re.IGNORECASE,
        ),
        N_("'{words}': 영상을 볼 수 있는 사람은 맡은 일에 필요한 직위로 좁혀 적어야 합니다."),
        Severity.WARNING,
        excused=re.compile(r"요구|청구|본인|자신|방침|교육|안내판|규정|지침|서약|다른\s*직원"),
        only_with=re.compile(r"영상|화면|CCTV|카메라|녹화|시스템|footage|camera", re.IGNORECASE),
    )
)

unexplained = beside(
    contrary_words.unexplained,
    saying(
        contrary_deeds.reason_on_asking,
        Contrary(
            re.compile(
                rf"(?:사유|이유|까닭)(?:는|를|을|은|도)?\s*(?:따로\s*|별도로\s*)?"
                rf"(?:알리지|밝히지|통지하지|설명하지|알려\s*드리지|적지|말하지){_NOT}"
            ),
            N_("'{words}': 거절하거나 미룰 때에는 그 사유와 이의 방법을 알려야 합니다."),
            denies=True,
            only_with=re.compile(r"거절|거부|제한|미루|미룰|연기"),
        ),
    ),
)

refused_at_will = beside(
    grounds.grounds_of_refusal,
    saying(
        contrary_deeds.all_or_nothing,
        Contrary(
            re.compile(
                r"(?:회사|당사|운영자|기관|본사|담당자|관리\s*책임자|우리)(?:의|가)?\s*(?:내부\s*)?"
                r"(?:사정|판단|재량|필요|편의|형편|결정)(?:에\s*따라|으로|상|대로|에\s*의하여).{0,24}?"
                r"(?:거절|거부|제한|미룰|미루)"
            ),
            N_("'{words}': 제35조제4항이 정한 사유로만 거절할 수 있습니다."),
            only_with=re.compile(r"열람|요구|신청|청구"),
        ),
    ),
)

never_erased = beside(
    contrary_words.never_erased,
    saying(
        contrary_deeds.kept_in_a_bin,
        contrary_habits.erased_when_convenient,
        Contrary(
            re.compile(
                r"기간(?:이|을)?\s*(?:지난|지나면|끝난|끝나면|넘긴|경과한|만료된).{0,24}?"
                r"(?:(?:\d+|한|두|세|몇|반)\s*(?:년|해|달|개월|분기)(?:에|마다)|달마다|매달|매월|분기마다|매\s*분기|해마다|매년|연말)"
                r"\S{0,2}\s.{0,16}?(?:지우|지웁|삭제|파기)"
            ),
            N_("'{words}': 보관기간이 지난 영상은 되살릴 수 없게 지체 없이 지워야 합니다."),
            excused=re.compile(r"점검|확인|지체\s*없이|즉시|자동"),
        ),
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
