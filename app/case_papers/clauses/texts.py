"""Owns the clauses of papers that rest on the law: what is told, and on which sources. Nothing beyond them is said.

Numbers of forms that were not confirmed (별지 제8호 to 제10호) stand in no clause.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence in Korean and English with the keys of its sources; they must be in force on the paper's day."""

    sources: tuple[str, ...]
    ko: str
    en: str


CLAUSES: Mapping[str, Clause] = {
    "form.origin": Clause(
        ("guideline.form.2",),
        "「표준 개인정보 보호지침」 별지 제2호서식의 제목을 따랐습니다. 서식 항목은 확인 중이며, 칸의 "
        "배열은 회사가 정했습니다.",
        "Titled after annexed form 2 of the Standard Guideline on Personal Information Protection. Its "
        "boxes are still being confirmed; this layout is the company's own.",
    ),
    "form.who": Clause(
        ("guideline.44.1", "decree.45.1"),
        "본인이 촬영된 영상의 존재확인이나 열람을 청구할 수 있습니다. 법정대리인이나 위임을 받은 사람이 "
        "대신할 수 있습니다.",
        "You may ask about footage in which you yourself appear. A legal representative or a person you "
        "authorise may ask for you.",
    ),
    "form.channels": Clause(
        ("pipa.38.4", "decree.41.2"),
        "이 청구서를 꼭 쓰지 않아도 됩니다. 서면, 전화, 전자우편, 인터넷 가운데 편한 방법으로 요구할 수 "
        "있고, 다른 방법으로 요구하였다는 이유로 거절하지 않습니다.",
        "You need not use this form. You may ask in writing, by telephone, by e-mail or over the internet; "
        "a request is not refused because it came another way.",
    ),
    "form.answer": Clause(
        ("decree.41.4",),
        "요구를 받은 날부터 {days}일 안에 열람하게 하거나 열람할 날짜와 장소를 알려 드립니다.",
        "Within {days} days of receipt the footage is shown, or you are told when and where it can be seen.",
    ),
    "form.identity": Clause(
        ("decree.46.1", "guideline.44.3", "pipa.24-2.1"),
        "신분증을 보아 본인이나 정당한 대리인인지 확인합니다. 주민등록번호는 적지 마십시오. 신분증의 사본은 "
        "받지 않습니다.",
        "We look at an identity document to see that you are the person concerned or duly authorised. Do "
        "not write a resident registration number; copies of identity documents are not taken.",
    ),
    "form.masking": Clause(
        ("guideline.46",),
        "함께 촬영된 다른 사람은 알아볼 수 없게 가린 뒤 보여 드립니다.",
        "Other people in the footage are masked beyond recognition before it is shown.",
    ),
    "form.fee": Clause(
        ("decree.47.1",),
        "비용은 실비만 받으며, 회사에 책임이 있는 사유로 청구하신 때에는 받지 않습니다.",
        "No more than the actual cost is charged, and nothing where the company gave cause for the request.",
    ),
    "proxy.origin": Clause(
        ("notice.form.11",),
        "「개인정보 처리 방법에 관한 고시」 별지 제11호서식(공개 자료로만 확인)에 해당하는 위임장입니다. "
        "서식 항목은 확인 중이며, 칸의 배열은 회사가 정했습니다.",
        "Serves as the power of attorney of annexed form 11 of the Notice on Methods of Processing Personal "
        "Information (known from public pages only). Its boxes are still being confirmed; this layout is "
        "the company's own.",
    ),
    "proxy.grant": Clause(
        ("decree.45.1", "decree.45.2"),
        "위임하는 사람은 위 대리인에게 위에 적은 개인영상정보에 관한 요구를 대신할 권한을 위임합니다.",
        "The principal authorises the agent named above to make the request stated above on the principal's behalf.",
    ),
    "proxy.identity": Clause(
        ("decree.46.1", "pipa.24-2.1"),
        "대리인의 신분증을 보아 확인합니다. 주민등록번호는 적지 마십시오.",
        "The agent's identity document is looked at. Do not write a resident registration number.",
    ),
    "approval.opening": Clause(
        ("decree.41.5",),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 받아들여 다음과 같이 알려 드립니다.",
        "{your} request for {kind} of personal video information, received on {received}, is granted as follows.",
    ),
    "approval.other_opening": Clause(
        (),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 받아들여 다음과 같이 알려 드립니다.",
        "{your} request for {kind} of personal video information, received on {received}, is granted as follows.",
    ),
    "approval.deletion_opening": Clause(
        ("decree.43.3",),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 받아들여 다음과 같이 알려 드립니다.",
        "{your} request for {kind} of personal video information, received on {received}, is granted as follows.",
    ),
    "approval.suspension_opening": Clause(
        ("decree.44.2",),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 받아들여 다음과 같이 알려 드립니다.",
        "{your} request for {kind} of personal video information, received on {received}, is granted as follows.",
    ),
    "approval.exists": Clause(
        ("guideline.44.1",),
        "요구하신 영상이 있음을 알려 드립니다. 영상을 보시려면 열람을 청구하십시오.",
        "The footage you asked about exists. To see it, please make a request for viewing.",
    ),
    "approval.identity": Clause(
        ("decree.46.1",),
        "직접 오실 때에는 신분증을, 대리인은 위임장이나 관계를 증명하는 서류를 함께 가져오십시오. 확인만 하고 사본은 "
        "받지 않습니다.",
        "If you come in person, please bring an identity document; an agent also brings a power of attorney or "
        "proof of the relation. They are only looked at, not copied.",
    ),
    "partial.opening": Clause(
        ("decree.41.5", "decree.42.1"),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구에 대하여, 제한할 사유가 있는 부분을 뺀 "
        "나머지를 다음과 같이 받아들입니다.",
        "{your} request for {kind} of personal video information, received on {received}, is granted in part: "
        "all but what must be withheld.",
    ),
    "postponement.opening": Clause(
        ("decree.42.2", "pipa.35.3"),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구에 대한 조치를 다음과 같이 연기합니다. 연기한 "
        "사유가 없어지면 지체 없이 조치합니다.",
        "{your} request for {kind} of personal video information, received on {received}: action is "
        "postponed as follows. Once the ground has ended it is taken without delay.",
    ),
    "refusal.opening": Clause(
        ("decree.42.2", "guideline.44.4"),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 다음과 같은 사유로 거절합니다.",
        "{your} request for {kind} of personal video information, received on {received}, is refused for this reason.",
    ),
    "partial.deletion_opening": Clause(
        ("decree.43.3",),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구에 대하여, 제한할 사유가 있는 부분을 뺀 "
        "나머지를 다음과 같이 받아들입니다.",
        "{your} request for {kind} of personal video information, received on {received}, is granted in part: "
        "all but what must be withheld.",
    ),
    "partial.suspension_opening": Clause(
        ("decree.44.2",),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구에 대하여, 제한할 사유가 있는 부분을 뺀 "
        "나머지를 다음과 같이 받아들입니다.",
        "{your} request for {kind} of personal video information, received on {received}, is granted in part: "
        "all but what must be withheld.",
    ),
    "refusal.deletion_opening": Clause(
        ("decree.43.3",),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 다음과 같은 사유로 거절합니다.",
        "{your} request for {kind} of personal video information, received on {received}, is refused for this reason.",
    ),
    "refusal.suspension_opening": Clause(
        ("decree.44.2",),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 다음과 같은 사유로 거절합니다.",
        "{your} request for {kind} of personal video information, received on {received}, is refused for this reason.",
    ),
    "refusal.provision_opening": Clause(
        (),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구를 다음과 같은 사유로 받아들이지 않습니다.",
        "{your} request for {kind} of personal video information, received on {received}, is not granted for "
        "this reason.",
    ),
    "objection": Clause(
        ("pipa.38.5",),
        "「개인정보 보호법」 제38조제5항에 따라 마련한 이의제기 절차입니다.",
        "This way to object is provided under article 38(5) of the Personal Information Protection Act.",
    ),
    "absence.opening": Clause(
        (),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구에 따라 찾아보았으나, 해당하는 영상이 없어 알려 드립니다.",
        "{your} request for {kind}, received on {received}: we looked for the footage; it does not exist.",
    ),
    "absence.recorded": Clause(
        ("pipa.21.1", "guideline.41.1"),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구에 대하여, 기록에 따르면 보관기간이 지나 해당하는 영상이 "
        "없음을 알려 드립니다.",
        "{your} request for {kind}, received on {received}: by our records its period of retention is over, and "
        "the footage does not exist.",
    ),
    "absence.recorded_none": Clause(
        (),
        "{received}에 접수한 {your}개인영상정보 {kind} 요구에 대하여, 기록에 따르면 해당하는 영상이 없음을 알려 "
        "드립니다.",
        "{your} request for {kind}, received on {received}: by our records the footage does not exist.",
    ),
    "absence.no_refusal": Clause(
        ("pipa.21.1", "guideline.41.1"),
        "이 답변은 요구를 거절하는 결정이 아닙니다. 방침에 적은 보관기간이 끝난 영상은 지체 없이 파기합니다.",
        "This answer is not a refusal. Footage whose published period of retention has ended is destroyed "
        "without delay.",
    ),
    "absence.lost": Clause(
        (),
        "이 답변은 요구를 거절하는 결정이 아닙니다. 찾는 영상이 고장이나 손상으로 없어졌음을 알려 드립니다.",
        "This answer is not a refusal. It tells you that the footage was lost to a fault or damage.",
    ),
    "absence.none": Clause(
        (),
        "이 답변은 요구를 거절하는 결정이 아닙니다. 찾는 영상이 없음을 알려 드립니다.",
        "This answer is not a refusal. It tells you that there is no such footage.",
    ),
    "letter.opening": Clause(
        ("pipa.18.5",),
        "아래와 같이 개인영상정보를 제공하며, 「개인정보 보호법」 제18조제5항에 따라 이용 목적과 방법을 "
        "제한하고 안전성 확보에 필요한 조치를 하여 주시기를 요청합니다.",
        "Personal video information is provided as below. Under article 18(5) of the Personal Information "
        "Protection Act we ask you to limit the purpose and manner of its use and to take the measures "
        "needed to keep it safe.",
    ),
    "letter.other_use": Clause(
        ("guideline.40",),
        "제공한 영상은 적힌 목적에만 쓰고, 다른 사람에게 다시 제공하지 마십시오.",
        "Use what is provided for the stated purpose only, and do not pass it on.",
    ),
    "receipt.answer_provision": Clause(
        ("product.provision_days",),
        "답변 기한까지 제공할 수 있는지 알려 드립니다. 이 기한은 회사가 정한 것이며 법정 기한은 없습니다.",
        "By the last day above you are told whether the footage is provided. The company set that "
        "day; the law sets none.",
    ),
    "receipt.answer_copy": Clause(
        ("decree.41.4", "decree.42.2"),
        "답변 기한까지 사본을 드리거나 드릴 날짜와 방법, 또는 그럴 수 없는 사유를 알려 드립니다.",
        "By the last day above you get the copy, or are told when and how, or why not.",
    ),
    "receipt.answer_use": Clause(
        ("product.provision_days",),
        "답변 기한까지 이용할 수 있는지 알려 드립니다. 이 기한은 회사가 정한 것이며 법정 기한은 없습니다.",
        "By the last day above you are told whether the footage may be used. The company set that "
        "day; the law sets none.",
    ),
    "receipt.answer_existence": Clause(
        ("guideline.44.1",),
        "답변 기한까지 영상이 있는지, 또는 알려 드릴 수 없는 사유를 알려 드립니다.",
        "By the last day above you are told whether the footage exists, or why that cannot be told.",
    ),
    "receipt.answer_deletion": Clause(
        ("decree.43.3",),
        "답변 기한까지 삭제한 결과, 또는 삭제하지 않는 사유를 알려 드립니다.",
        "By the last day above you are told that the footage was erased, or why it is not.",
    ),
    "receipt.answer_suspension": Clause(
        ("decree.44.2",),
        "답변 기한까지 처리를 정지한 결과, 또는 정지하지 않는 사유를 알려 드립니다.",
        "By the last day above you are told that processing was suspended, or why it is not.",
    ),
    "receipt.answer_viewing": Clause(
        ("decree.41.4", "decree.42.2"),
        "답변 기한까지 열람하게 하거나 열람할 날짜와 장소, 또는 그럴 수 없는 사유를 알려 드립니다.",
        "By the last day above the footage is shown, or you are told when and where, or why not.",
    ),
}
