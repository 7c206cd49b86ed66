"""Owns habits that undo a duty: asked for once a month, erased when there is time, a sign that is still to come."""

import re

from app.kernel.messages import N_
from app.law.severity import Severity
from app.policy.linting.contrary import Contrary

_NOT = r"\s*(?:않|아니)"

taken_now_and_then = Contrary(
    re.compile(
        r"(?:요구|신청|청구)\S{0,2}\s.{0,16}?(?:매달|매월|매주|한\s*달에|일주일에|분기|해마다|격주|첫째|둘째|셋째|마지막)\S{0,3}\s.{0,16}?만\s*.{0,8}?(?:받|접수|가능)"
    ),
    N_("'{words}': 열람을 요구하는 길은 형편에 따라 닫을 수 없습니다."),
    Severity.WARNING,
)
customers_only = Contrary(
    re.compile(
        rf"(?:고객|회원|직원|주민|가입자|이용자|계약자)(?:이|가)?\s*아닌\s*(?:분|사람|경우)\S{{0,3}}\s.{{0,16}}?(?:요구|신청|청구|열람)\S{{0,3}}\s*.{{0,8}}?(?:받지|받아들이지|인정하지|허용하지|응하지){_NOT}"
        r"|(?:고객|회원|직원|주민|가입자|계약자)(?:만(?:이)?|에\s*한(?:하여|해))\s.{0,12}?(?:요구|신청|청구)(?:할|하실)\s*수\s*있"
    ),
    N_("'{words}': 본인 영상의 열람과 삭제를 요구할 권리를 막을 수 없습니다."),
    denies=True,
    excused=re.compile(r"본인이?\s*아닌|정보주체가?\s*아닌|대리인이?\s*아닌"),
)
taught_to_machines = Contrary(
    re.compile(
        r"(?:인공지능|AI|알고리즘|기계|모델|소프트웨어)\S{0,3}\s.{0,8}?(?:학습|훈련|개발|연구)\S{0,3}\s*.{0,10}?(?:씁|쓸|쓰|이용|사용|활용|제공)"
        r"|(?:제품|기술|서비스)\s*(?:개발|개선|연구|시연)\S{0,3}\s.{0,10}?(?:씁|쓸\s*수|이용|사용|활용)",
        re.IGNORECASE,
    ),
    N_("'{words}': 설치 목적 밖으로 쓰거나 제공하려면 법이 정한 사유가 있어야 합니다."),
    excused=re.compile(r"동의를?\s*(?:받|얻)|법률|법령|가명|익명"),
    only_with=re.compile(r"영상|화면|촬영|CCTV|카메라|녹화"),
)
given_to_whoever_asks = Contrary(
    re.compile(
        r"(?:달라고|주라고|보내\s*달라고|보여\s*달라고)\s*(?:하면|하시면|할\s*때|하는\s*(?:대로|경우)).{0,24}?(?:복사해|내어|내줍|줍|주며|줄\s*수|드립|보냅|넘|제공)"
    ),
    N_("'{words}': 설치 목적 밖으로 쓰거나 제공하려면 법이 정한 사유가 있어야 합니다."),
    excused=re.compile(
        r"정보주체|본인|신청인|청구인|영장|공문|법률|법령|동의를?\s*(?:받|얻)|서식|양식|방침|청구서|안내"
    ),
    only_with=re.compile(r"영상|화면|장면|녹화|자료"),
)
erased_when_convenient = Contrary(
    re.compile(
        r"(?:지난|지나면|끝난|끝나면|만료된|만료되면).{0,24}?(?:시간이?\s*(?:날|나면|될|되는)|여유가?|한가|생각날|틈|여건|필요하면|필요할|용량이?\s*(?:찰|차면|부족)|가끔|나중에|천천히)"
        r".{0,12}?(?:지우|지웁|삭제|파기|없애)"
    ),
    N_("'{words}': 보관기간이 지난 영상은 되살릴 수 없게 지체 없이 지워야 합니다."),
    excused=re.compile(r"지체\s*없이|즉시|자동|바로"),
)
answered_some_day = Contrary(
    re.compile(
        r"(?:적당한|적절한|알맞은|편한|형편에\s*맞는|회사가\s*정하는|정하는|가능한)\s*(?:때|시기|시점|날|기간)(?:에|까지|안에)\s.{0,24}?(?:알립|알리|통지|답|열람하게|보여|회신)"
    ),
    N_("'{words}': 요구를 받은 날부터 10일 안에 답해야 합니다."),
    excused=re.compile(r"10\s*일|열흘|방문|원하"),
    only_with=re.compile(r"열람|요구|거절|신청|청구"),
)
signs_to_come = Contrary(
    re.compile(
        r"안내판\S{0,2}\s.{0,16}?(?:(?:달|붙일|설치할|세울|부착할|만들)\s*(?:예정|계획)|앞으로\s|나중에|추후|차차|준비\s*중)"
    ),
    N_("'{words}': 촬영되는 곳마다 알아보기 쉬운 안내판이 있어야 합니다."),
    Severity.WARNING,
    excused=re.compile(r"새로|더\s|추가|바꾸|교체|고칠|고친"),
)
posted_inside_only = Contrary(
    re.compile(
        r"방침\S{0,2}\s.{0,16}?(?:게시판|사무실|사옥|본사|사업소|창구|사보|관보|현관|로비|벽)\S{0,4}에만\s*.{0,8}?(?:붙|게시|둡|두|비치|싣|공개|걸)"
    ),
    N_("'{words}': 방침은 홈페이지에 늘 게시해야 합니다."),
    Severity.WARNING,
    excused=re.compile(r"홈\s*페이지가\s*없|누리집이\s*없"),
)
flat_price = Contrary(
    re.compile(
        r"(?:사본|복사|출력물|열람)\S{0,3}\s.{0,12}?(?:한\s*(?:개|장|건|번|편)|1\s*(?:건|장|개|회|분|GB)|하나)\S{0,3}\s*(?:당|마다|에)?\s*"
        r"(?:\d[\d,]*|[일이삼사오육칠팔구십백천만]+)\s*(?:백|천|만|십만)?\s*원"
    ),
    N_("'{words}': 실제로 드는 비용만 받을 수 있습니다."),
    Severity.WARNING,
    excused=re.compile(r"실비|무료"),
    plain=True,
)
