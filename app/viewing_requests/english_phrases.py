"""Owns the English vocabulary refusals are written in, under the same concepts as the Korean one. Pure."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "police": r"police|detective",
    "authority": r"police|prosecut|court|authorit(?:y|ies)|investigat(?:or|ing)",
    "others": r"other (?:people|persons?|customers|employees)|others|another person|third part|bystander|passers?.?by",
    "handler": r"person in charge|manager|handler|operator|officer|staff\b|colleague",
    "staff": r"staff|workload|personnel|people|we are|we're",
    "minor": r"minors?\b|under ?age|child|under (?:14|18|19)",
    "lawyer": r"lawyer|attorney|solicitor|counsel",
    "footage": r"footage|videos?|recordings?|files?|cctv",
    "company": r"company|corporate|internal|in-house|our\b|head ?office",
    "rule": r"polic(?:y|ies)|rules?\b|guideline|regulation|practice",
    "papers": r"warrant|court order|official letter|police report|case number|subpoena|complaint number",
    "consent": r"consent|permission|agree",
    "identity_copy": (
        r"(?:copy|scan|photo)(?:copy)?(?: of)?(?: an?| the| your| their)? (?:id\b|identity|passport|driv)"
        r"|resident registration number"
    ),
    "fee": r"fees?\b|charges?\b|payment|costs?\b",
    "paper_form": r"written form|prescribed form|application form|our form|paper form|official form",
    "distance": r"phone|telephone|e-?mail|letter|online|fax",
    "visit": r"in person|visit",
    "goal": r"purpose|reason|motive|why",
    "dispute": r"lawsuit|sued?\b|litigat|liab|dispute|misuse",
    "stranger": r"not a customer|not an employee|outsider|foreigner",
    "filmed": r"identif|appear|visible|seen|filmed|recogni|in the (?:footage|video|recording)|captured",
    "likeness": r"privacy|portrait|faces?\b|likeness|personal data",
    "together": r"present|accompan|attend|together|along|with (?:a|the)",
    "through": r"through|via|report|hire|asks?\b|request",
    "absent": r"absent|away|vacation|on leave|not available|unavailable|has left|out of (?:the )?office",
    "short": r"busy|short|overload|no time|lack of|not enough",
    "machine": r"technical|system|equipment|software|blur|mask|recorder|dvr|nvr",
    "hard": r"unable|can(?:no|')t|impossible|difficult|hard\b|not possible|does not|no\b",
    "much": r"too much|too many|too long|large|huge|vast|voluminous|takes long",
    "public_good": r"public (?:interest|good|order)",
    "inquiry": r"investigation|trial|prosecution|proceedings|inquiry",
    "hindrance": r"hinder|obstruct|interfer|prejudic|affect|disrupt|imped|jeopard|compromis",
    "pending": r"ongoing|pending|until",
    "duty": r"business|operations?\b|work\b|duties",
    "security": r"security|critical infrastructure|terror",
    "secret": r"trade secret|confidential|business secret",
    "lacking": (
        r"unclear|vague|insufficient|not (?:stated|given|clear|convinc|explain)|unknown|did not|no (?:good|valid)"
    ),
    "idle": (
        r"(?:did|do|does) not (?:state|give|explain)[a-z ]{0,12}(?:purpose|reason)|mere curios|curiosity"
        r"|no need to (?:see|view)"
    ),
    "unpaid": r"unpaid|pay|paid|advance|before",
    "before": r"already|before|previously|once|last (?:week|month)",
    "was_shown": r"(?:was|were|been|have|had) (?:already )?(?:shown|seen|viewed)|showed|viewed",
    "again": r"again\b|repeat|duplicate|second time|same request",
    "approval": r"approv|permission|sign.?off|clearance",
    "superior": r"head ?(?:office|quarters)|management|superior|landlord|owner",
    "need": (
        r"only|without|unless|must|needs?\b|required?\b|until|ha(?:ve|s) to|first|please|bring|missing|provided that"
        r"|did not"
    ),
    "cannot": r"can(?:no|')t|not|refus|den(?:y|ied)|reject|declin|no\b",
    "not_needed": (
        r"no need|not (?:needed|required|necessary)|(?:do|does) not need|need not|no [a-z ]{0,25}needs?\b"
        r"|without [a-z ]{0,20} too|even without"
    ),
    "disclaimed": (
        r"(?:is|are) (?:not a reason|not the reason)|not because|regardless|irrespective|does not (?:affect|hinder)"
    ),
    "granted": r"(?:is|are|will be|can be) (?:shown|viewed)|we (?:will )?show\b|may (?:view|see)|approved",
    "masked": r"mask|blur|redact|pixelat",
    "mask_fails": (
        r"(?:cannot|can't|unable|not|no)[a-z ]{0,20}(?:mask|blur|redact)"
        r"|(?:mask|blur|redact)[a-z ]{0,20}(?:impossible|not)"
    ),
    "mask_too_weak": r"even (?:if|when|after) [a-z ]{0,20}(?:mask|blur|redact)",
    "harm": r"\blife\b|lives\b|bodily|physical harm|retaliat|revenge|stalk|threat",
    "added": r"also|moreover|in addition|and besides",
    "unfair": r"unfair",
    "other_business": r"another company|other company|tenant|another person's",
    "remaining": r"the rest|remaining|other parts?",
    "without": r"without|unless|absent",
    "infringed": r"infring|violat|concern|protect|invad|breach|risk",
    "usually": r"never|usually|as a rule|normally|do not as",
    "not_shown": r"(?:not|never) (?:show|disclose|release|give)",
    "busy": r"busy|overworked|short.?staffed|understaffed",
    "search": r"search|look(?:ing)? (?:for|through)|find|review",
    "because": r"because|due to|for reasons|reason|since|cannot|can't|not|so\b|for\b",
    "worry": r"could|might|may\b|risk|fear|concern|avoid|because|used",
    "not_recorded": r"overwritten|deleted|no longer exist|not recorded|does not exist",
    "not_secret": r"not (?:a )?(?:trade |business )?(?:secret|confidential)",
    "no_refusal": r"no reason to refuse|no ground",
    "no_fee": r"free of charge|no fee|no charge|waived",
    "withdrawn": r"withdr[ae]w|cancel",
    "informed": r"informed|told that",
    "any_channel": r"also|as well|too\b",
    "security_reasons": r"security (?:reasons?|concerns?|grounds?)|for security",
    "exclusive": r"only|nobody else",
    "officials": r"police|prosecutors?|courts?|authorities",
    "if_asked": r"if (?:they|the police|the court) ask|on request of",
    "report_first": r"report (?:it|the (?:theft|matter|case|incident))?[a-z ]{0,12}first|after (?:you )?report",
    "told": r"forbids?|told us|does not allow|instruct",
    "technical_reasons": r"technical (?:reasons?|difficult|problems?|issues?|limit)|system (?:error|failure)",
    "plant_hidden": r"(?:layout|location|structure) of the (?:plant|facilit|site)|gas facilit",
    "exposed": r"reveal|expose|disclos",
    "settled": r"(?:already |been )settled|case is closed",
    "own_use": r"crime prevention|facility safety|internal use",
    "own_use_limit": r"only|not",
    "objecting": r"object(?:ion)?\b|appeal",
    "minor_plain": r"(?:is|are|being) (?:an? )?(?:minor|child|under ?age|under (?:the age|1))",
}
"""Stems by concept, as alternatives of one expression; each begins a word."""
