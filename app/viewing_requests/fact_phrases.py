"""Owns the vocabulary of what a lawful answer states: an Act that forbids, a harm, footage that is gone. Pure.

No word alone is a fact: each expression joins what happened to whom or what it happened. Text has no spaces.
"""

from collections.abc import Mapping

_PRIVACY_ACT = ("개인정보보호", "개인정보의보호", "개인정보보호에관한", "개인정보의보호에관한", "개보", "개인정보")
_NO_NAME = ("동", "같은", "이", "해당", "관련", "관계", "상기", "방", "현행", "불", "합", "적")
_PROCEDURE = ("소송", "형", "민", "형소", "민소", "정보공개", "정보공개에관한", "공무원", "직무집행")
_OUR_BUSINESS = ("도시가스사업", "안전관리", "안전관리및사업", "안전보건")
_NOT_BEFORE = "".join(rf"(?<!{name})" for name in (*_PRIVACY_ACT, *_NO_NAME, *_PROCEDURE, *_OUR_BUSINESS))
"""What before "법" is no Act that forbids showing: ours, none, or one on procedure or business, to be made sure of."""
_NO_ACT_AT_ALL = "".join(rf"(?<!{name})" for name in (*_PRIVACY_ACT, *_NO_NAME))
"""What before "법" names no Act that may make us keep: ours, or none; those on procedure and business may."""
_ARTICLE = r"(?:률)?(?:시행령)?(?:상|의)?제?[0-9]+조"
_ACT_ENDS = (
    r"(?<!개인정보)(?<!개인정보의)(?<!정보)보호|(?<!정보)(?<!보호)기본|특례|처벌|복지|금지|방지|방위|관리|촉진|진흥|보장|보안|안전"
    r"|사업|소송|소년|교통|등록|규제|감독|조사|정보원|통신망|위원회|공무원|군사기지|의료|변호사|교육|고용|근로기준|보안관찰"
    r"|경찰|시설|형|민|금융정보|위치정보|신용정보|정보공개|비밀보호|산업안전보건"
)
_ASKED = r"(?:청구|요구|요청|신청|정보주체|열람)"
_WHO_ASKS = (
    r"(?:청구인|청구하신|본인|정보주체|요구하신|요청하신|신청하신|요청자|신청인|요청인|요구인|귀하|고객님|찾으시는)"
)

KOREAN_FACTS: Mapping[str, str] = {
    "act_article": rf"(?<=[가-힣]){_NOT_BEFORE}법{_ARTICLE}",
    "act_to_keep": rf"(?<=[가-힣]){_NO_ACT_AT_ALL}법(?:률)?(?:시행령|시행규칙)?(?:상|의)?제?[0-9]+조",
    "act_named": rf"(?:{_ACT_ENDS})법(?:률|령)?|(?<!개인정보보호)(?<!정보보호)에관한법률",
    "laws": r"법령|법률상|법률에|법적(?:으로|인)|다른법|타법|관련법|관계법|현행법|판례|법에(?:의|따|서)|시행령",
    "withheld_by_law": (
        r"금지|제한|비밀(?!번호|보호법)|비공개|누설|(?:공개|제공|열람|알려|알릴|보여)[가-힣]{0,6}?(?:수없|못하|못합|안되|안된|안됩|아니되|아니된)"
        r"|(?:해|하여)서는(?:안|아니)"
    ),
    "kept_by_law": (
        r"보관(?!기간이|기한이|장소)|보존|보전|압수|비치|남겨(?:야|두)|지우지|제출(?:하|해|할)"
        r"|삭제(?:를)?(?:할수없|하지(?:못|않|아니)|해서는|하여서는|하면안|가금지|금지)"
    ),
    "secrecy": r"금지|비밀(?!보호법)|누설|(?:해|하여)서는(?:안|아니)",
    "gone": (
        r"덮어(?!쓰게|쓰일|씌|쓸|써질|쓰므로|쓰니)|덮였|자동(?:으로)?삭제(?!예정|될|되므로|됩)|삭제되(?!므로|니|기전|면|어야|지)|삭제하였|삭제됨|삭제됐"
        r"|파기(?:되었|됐|하였|했|됨|함|된)|보관(?:기간|기한)(?:이|을|은)?[0-9가-힣]{0,6}(?:지나(?!기전|면)|지났|지난|넘|경과)|지워(?!지기|질|드)"
        r"|부존재|존재하지않|남아있지않|남지않|남아있는(?:것|영상)이없|소실(?:되|됐|됨)|유실(?:되|됐|됨)"
        r"|(?:녹화|저장)(?:가|이)?(?:전혀|아예)?(?:되지|안되(?!도록)|안됐|안됨|안된|하지못|못했|중단|멈|되어있지)"
        r"|(?:영상|녹화|녹화본|녹화물|촬영본|촬영분|파일|(?<!방문)(?<!이용)(?<!접수)(?<!고객)(?<!가입)(?<!출입)기록|저장)"
        r"(?:된|한|되어있는)?(?:것|게|내용|자료|영상|분|물)?(?:이|가|은|는|도|조차)?(?:하나도|전혀|아예)?없(?!이|애|으면)"
        r"|카메라(?:가|는|도|를)?(?:철거|설치되지|없|있지)|설치(?:되어있|돼있|되)지않|설치하지않|설치(?:되기|하기)전"
    ),
    "asker_unseen": (
        rf"{_WHO_ASKS}.{{0,14}}?(?:나오|나타나|등장하|찍히|찍혀있|촬영되|촬영되어있|보이|담기|담겨있|식별되|발견되)(?:시)?지(?:는|도)?(?:않|아니|못)"
        rf"|{_WHO_ASKS}.{{0,12}}?(?:찾을수|찾아볼수|발견할수|볼수)(?:가|는)?없(?!게|으니|다고)"
    ),
    "taken_back": (
        rf"{_ASKED}(?:(?!예약|계약|가입|회원|구매|주문|서비스).){{0,16}}?(?:철회|취하|취소|거두(?!지)|거둬|접으)(?!해주시|하시면|하시기|하십|하세요|해야|하셔야|바랍)"
        r"|취하서|철회서|더이상(?:[가-힣]{0,4})?필요(?:가)?(?:없|하지않)|필요없어졌|필요없게"
    ),
    "unidentified": (
        r"(?:본인|신원|신분|대리권|대리관계|위임관계|성명|이름|생년월일)[가-힣]{0,8}?(?:확인|입증|증명|소명)(?:을|이|가|은|도)?"
        r"(?:하지못|할수(?:가)?없|되지(?:않|못|아니)|안되(?!는것은|어도)|안됐|안됨|불가|못하|못했|못함|에응하지|에실패)"
        r"|(?:성명|이름|생년월일|얼굴|사진)[가-힣]{0,12}?(?:불일치|일치하지|다르|달라|다름|맞지않)"
        r"|(?:대리인|대신|대리로|가족|배우자|자녀)[가-힣]{0,16}위임장[가-힣]{0,6}(?:없|않|못|미제출|미비)"
    ),
    "part_shown": (
        r"나머지(?:[가-힣0-9]{0,10}?)(?:열람|제공|보여|볼수|공개|그대로|드립|드림)|일부열람(?!도|불가|은불가|안)"
        r"|(?:부분|구간|장면)만(?:을)?(?:제외|빼|뺀|가|제한)"
    ),
    "harm_fact": (
        r"생명|신체|목숨|보복|위해(?=를|가있|가발생|우려|행위)|스토킹|협박|해를끼|해를입|해칠|해할|다칠|다치게|신변"
        r"|폭행|폭력|흉기|접근금지|재산|이익을?(?:부당|침해|해|잃)|부당하게침해|손해를입|위협|위험"
    ),
    "incident": (
        r"신고(?=가|를|된|되|한|함|서|접수|사실|했|하였)|고발(?:한|된|되|장|했)|고소(?:한|된|되|를|했|당|장)|접근금지|잠정조치|임시조치"
        r"|응급조치|보호명령|보복(?=위협|협박|폭행)|(?:협박|위협|폭행)(?=한|했|하였|을한|을했|을당|을받|당|문자|전화|편지|신고|사실|죄|받은"
        r"|하는말|으로|사건|치상|전력|하고|해온)|협박성|스토킹(?!할|의?우려|가능|위험)|스토커로|가정폭력|성폭력|데이트폭력|학대(?!할|우려)"
        r"|흉기|때려|때린|뒤쫓|쫓아다|따라다니|미행(?=한|했|하)|찾아가겠|죽이겠|죽인다|가만두지|해치겠|녹음|녹취|문자를(?:보|받)"
        r"|법원[가-힣]{0,8}(?:결정|명령|판결)|경찰의?(?:회신|의견|통보)|상해(?=로|를|죄)|가해자로(?:특정|신고"
        r"|지목|확인)|피신고|난동|주먹|행패|괴롭혀|괴롭힌|욕설|해코지|손을봐주|접촉금지|학교폭력|경고(?=했|하였|를받|장)"
    ),
    "revealed": (
        r"거처|주소(?!를적|를내|를쓰)|새집|집(?:의)?(?:앞|현관|출입|위치)|현관|동선|경로|출퇴근|귀가|출근|퇴근|등하굣|등굣|하굣|호수가|출입(?:시간|시각|장면|문)|드나드"
        r"|시간을알|시각을알|쉼터|직장|학교|유치원|어린이집|사는곳|숙소|병실|옷차림|알아낼|찾아낼|추적"
    ),
    "asset": (
        r"(?<!당사)(?<!회사)(?<!우리)(?<!저희)(?<!자사)(?<!당사의)(?<!회사의)(?<!자사의)"
        r"(?:금고|(?<!녹화기)비밀번호|계좌|카드번호|도면|계약서|입찰|시제품|견적|조리법|장부|통장|미공개|원가표|고객명단|설계)"
    ),
    "endangered": (
        r"신고자|신고인|신고한|고발인|고소인|증인|참고인|목격자|제보자|피해자|배우자|남편|아내|연인|애인|여자친구|남자친구|자녀|아동"
        r"|아이|아들|딸|부모|이웃|옆집|윗집|아랫집|위층|아래층|주민|세입자|임차인|쉼터|환자|청소원|미화원|경비원|검침원|기사|점원|점주|상인"
        r"|업체|점포|상가|가게|매장|협력사|거래처|경쟁사|여성|학생|직원(?!들이위협을느낄)|동료|상대방|상대운전자|고객"
    ),
    "afterwards": (
        r"다음에|(?:한|신|된|난|온|를|을|인|료)(?:후에?|뒤에?|다음)|후에|뒤에|이후에|나면|끝나(?:면|야)|되면|있으면|있어야|주면|주시면|내면|내시면|오면|오시면|받으면"
        r"|받아오|하면(?!됩)|경우에?(?:만|한)|때에?만|동행|입회|에게만|분만|에만|먼저|시에?(?=열람가능|볼수)|하에"
    ),
    "unseen_yet": (
        r"열람(?:을|한|하신|하)?[가-힣]{0,6}?(?:하지않|안하|아니하|안한|않은|않으|적이없|기록이없|없이|전(?:이|에|의|입|임))|아직열람|미열람"
        r"|(?:보여|보신|본)[가-힣]{0,6}?(?:않은|않았|적이없|일이없)|아직(?:영상을)?보(?:지|시지)"
    ),
}
"""Expressions by concept; ``unseen_yet``, ``act_to_keep`` and ``kept_by_law`` are about deletion only (법 제36조)."""

ENGLISH_FACTS: Mapping[str, str] = {
    "act_article": (
        r"(?:article|section|art) ?[0-9]+[-0-9() ]*(?:of )?the (?!personal information"
        r"|criminal|civil|city gas)[a-z ]*(?:act|law)\b"
    ),
    "act_to_keep": (
        r"(?:article|section|art) ?[0-9]+[-0-9() ]*(?:of )?the (?!personal information)[a-z ]*(?:act|law|decree)\b"
    ),
    "act_named": r"the (?!personal information)[a-z ]+ act\b",
    "laws": r"(?:applicable|other|relevant|korean) laws?|by law|laws? and|legal restrict",
    "withheld_by_law": r"forbid|prohibit|restrict|secre|must not|may not|shall not",
    "kept_by_law": r"keep|kept|retain|retention|preserv|seiz|must not be (?:deleted|erased)",
    "secrecy": r"forbid|prohibit|secre|must not|shall not",
    "gone": (
        r"overwritten|(?:was|were|been|is) (?:automatically )?(?:deleted"
        r"|erased|destroyed)|no longer exist|(?:does|do|did) not exist"
        r"|not recorded|nothing was recorded|no (?:recording|footage|video) (?:exists|was|is available)|no camera"
    ),
    "asker_unseen": r"(?:you|the requester|the person asking) (?:do|does|did)(?: not|n't) appear",
    "taken_back": (
        r"request(?:er)?[a-z ]{0,30}(?:withdr[ae]w|cancel)|(?:withdr[ae]wn?"
        r"|cancel[a-z]*) (?:the|his|her|their) (?:request|application)"
    ),
    "unidentified": (
        r"(?:could|can|was|were|did|has|have) ?not [a-z ]{0,20}(?:verif"
        r"|confirm|establish|prove)[a-z' ]{0,24}(?:identit|authori)"
        r"|identity (?:could|was|has) not|no power of attorney"
    ),
    "part_shown": r"the rest (?:is|will|can|may)|the remaining",
    "harm_fact": (
        r"life\b|lives\b|bod(?:y|ily)|physical|harm(?:ed)?\b|danger|retaliat|revenge|stalk|threat|property|unfair"
    ),
    "incident": (
        r"reported|threatened|threats? (?:of|by|against|was|were)"
        r"|restraining order|protection order|retaliat|assault|stalk(?:ed|ing)"
        r"|domestic violence|court (?:order|decision)"
    ),
    "revealed": r"where (?:s?he|they|the [a-z]+) lives?|address|route|way home|workplace|school",
    "asset": r"(?:another|other|tenant|neighbou?ring)[a-z' ]{0,20}(?:drawing|contract|password|prototype|bid|safe\b)",
    "endangered": (
        r"witness|neighbou?r|victim|wife|husband|her\b|his\b|she\b"
        r"|cleaner|shop|tenant|reporter|child|colleague|employee"
    ),
    "afterwards": r"after|once|when|if\b|unless|until|only",
    "unseen_yet": r"(?:has|have|had) not (?:yet )?(?:viewed|seen)|never viewed|not viewed",
}
"""The same in English; each begins a word."""
