"""What speaks for a role of an author: words in the signature, the letterhead or the text."""

from __future__ import annotations

# Words of a role where a person signs; the letterhead of their service; where both may be wrong,
# what only such an author writes of themselves. Plain regular expressions, matched without case.
SIGNED: dict[str, str] = {
    "audiologist": r"audiolog(?:ist|ical (?:scientist|physician))|audiovestibular|"
    r"\(audiology\)|clinical scientist",
    "camhs_clinician": r"\bcamhs\b|\bcypmhs\b|\bcamh\b|psychiatr(?:ist|y)|clinical psycholog|"
    r"\bneurodevelopmental (?:team|pathway|nurse)|"
    r"mental health (?:practitioner|nurse|worker|clinician|therapist|team|support team)|\bmhst\b|"
    r"psychotherapist|family therapist|\bcbt therapist|wellbeing practitioner|\bemhp\b",
    "class_teacher": r"^(?:class ?)?teacher\s*[:|]|"
    r"class ?teacher|form (?:tutor|teacher)|(?:year|y) ?\d{1,2}[a-z]? teacher|"
    r"(?:reception|nursery|english|maths|science|subject|music|art|pe|drama|history|geography|"
    r"primary|foundation stage) teacher|teacher of (?:english|maths|science|history|music)|"
    r"head of (?:english|maths|science|pe|art|music)|teacher, (?:year|y|class|reception|nursery)|"
    r"^teacher$|(?:reception|nursery) class\b|^(?:year|y) ?\d{1,2}[a-z]?\b|class \d?[a-z]+$",
    "college_staff": r"course (?:tutor|leader)|college tutor|lecturer|"
    r"(?:learning support|learner support|inclusion|additional support|study skills)[\w ,]*college|"
    r"college[\w ,]*(?:learning support|learner support)|learning support manager|"
    r"programme leader|(?:personal|progress|pastoral|skills) tutor|curriculum (?:lead|manager)|"
    r"supported (?:learning|intern)|"
    r"learner support|transition (?:lead|co-?ordinator)[\w ,]*college|skills tutor",
    "educational_psychologist": r"educational psycholog|practitioner psycholog|"
    r"educational & child psycholog|child and educational psycholog|\btrainee e\.?p\b|"
    r"(?:senior|principal|specialist|assistant) e\.?p\b|d\.?ed\.?psy|\bedpsych\b",
    "gp": r"general practi(?:tioner|ce)|\bgp\b|\bmrcgp\b|family doctor|partner, .*(?:surgery|"
    "practice)",
    "occupational_therapist": r"occupational therap|\bo\.?t\b|\brcot\b|mrcot",
    "optometrist": r"optometrist|optician|orthoptist|mcoptom|fcoptom|\beye clinic",
    "paediatrician": r"pa?ediatrician|pa?ediatric (?:registrar|consultant|neurolog|doctor|"
    "medicine)|"
    r"neurodevelopmental (?:consultant|paediatrician)|consultant in (?:community )?(?:child|paed)|"
    r"community child health|\bmrcpch\b|\bfrcpch\b|paediatric neurologist|"
    r"(?:consultant|specialty doctor|registrar|associate specialist)[\w ,]*pa?ediatric|"
    r"designated doctor",
    "parent": r"\b(?:mum|mummy|mam|mother|dad|daddy|father|nan|nana|nanna|gran|grandma|grandmother|"
    r"granddad|grandfather|parents?|carers?|aunt|auntie|aunty|uncle|step-?(?:mum|dad|father|"
    r"mother)|"
    r"foster carers?|special guardian|guardian)\b",
    "physiotherapist": r"physiotherap|\bphysio\b|\bmcsp\b|\bcsp\b",
    "pupil": r"^(?:pupil|student|young person|learner)\b(?! report| progress| name)|"
    r"\(pupil\)|\(student\)|aged? \d{1,2}$|"
    r"my (?:own )?words|with help from",
    "school_staff": r"head ?teacher|head of (?:school|year|house|lower|upper|sixth|key stage|base|"
    r"centre|unit|inclusion|pastoral|early years)|deputy head|assistant head|\bprincipal\b|"
    r"teaching assistant|\bh?lta\b|\bta\b|\blsa\b|learning (?:mentor|support assistant)|pastoral|"
    r"key ?(?:worker|person)|(?:nursery|pre-?school|playgroup|setting|room) (?:manager|leader|"
    r"lead)|"
    r"early years (?:practitioner|educator|lead)|nursery (?:nurse|practitioner|officer)|\belsa\b|"
    r"attendance (?:officer|lead|manager)|safeguarding lead|\bdsl\b|behaviour (?:lead|mentor|"
    r"manager)|"
    r"school office|thrive practitioner|school counsellor|phase leader|year leader|progress leader",
    "senco": r"\bsendc?o\b|\bsenco\b|\bsendco\b|\binco\b|\balenco\b|\bsenc[o0]\b|"
    r"special (?:educational )?needs (?:and disabilit(?:y|ies) )?co-?ordinator|"
    r"sen(?:d)? co-?ordinator|inclusion (?:lead|leader|manager|co-?ordinator)|"
    r"(?:head|leader|lead|director) (?:of|for) (?:sen|send|inclusion|learning support)\b|"
    r"send? lead",
    "social_worker": r"social work|early help|family support (?:worker|practitioner|team)|"
    r"children[’']?s (?:social care|services)|child in need|independent reviewing officer|"
    r"disabled children[’']?s (?:service|team)|children with disabilities team|leaving care|"
    r"personal adviser|family (?:worker|practitioner)|virtual school",
    "specialist_teacher": r"specialist (?:advisory |support )?teacher|advisory teacher|"
    r"outreach (?:teacher|worker|lead|service)|specialist assessor|autism (?:advis|outreach|"
    r"special|"
    r"practitioner|team|lead)|specific learning difficult\w+ (?:teacher|assessor)|"
    r"\bspld (?:teacher|assessor)|portage|(?:inclusion|learning|behaviour|cognition)[\w &,]*"
    r"(?:service|team|advis\w+)|dyslexia (?:teacher|assessor|specialist)|\bpatoss\b|\bamps?d\b|"
    r"early years (?:inclusion|advisory|area) |area senco|\bapc\b|eal (?:advis|consult|teacher)",
    "speech_language_therapist": r"speech (?:and|&) language|speech therap|\bs\.?a?l\.?t\b|"
    r"\bsalt\b|"
    r"\brcslt\b|mrcslt|speech-language",
    "teacher_of_the_deaf": r"teacher of (?:the )?deaf|teacher of deaf (?:children|people)|"
    r"\bq?tod\b|"
    r"\bqtod\b|hearing (?:support|impair\w+) (?:service|team|teacher)|deaf (?:education|inclusion)",
    "vi_teacher": r"\bqtvi\b|\btvi\b|qtmsi|teacher of (?:the |children |pupils |learners |those )?"
    r"(?:and young people )?(?:with )?(?:a )?(?:vis(?:ion|ual|ually) impair|vision|vi\b)|"
    r"vis(?:ion|ual) (?:impairment|support) (?:service|team|teacher|specialist)|habilitation|"
    r"\bvi (?:teacher|team|service|advisory)",
    "co_ordinator": r"ehcp?(?:na)? (?:plan )?(?:co-?ordinator|officer|case ?work|writer|"
    "plan writer)|"
    r"education,? health (?:and|&) care (?:plan |needs )?(?:plan )?(?:co-?ordinator|officer)|"
    r"send? (?:case ?work(?:er)?|case officer|officer|caseworker|plan co-?ordinator|"
    r"assessment (?:officer|team)|statutory)|plan (?:co-?ordinator|writer)|casework(?:er)? officer|"
    r"case ?worker|statutory assessment|case co-?ordinator|send? team|send? service$|"
    r"(?:annual review|assessment and review|assessment|review) officer|^co-?ordinator$",
    "other": r"school nurs|(?:specialist|community|epilepsy|children[’']?s|practice)[\w ]* nurse|"
    r"nurse specialist|health visitor|dietit|advocate|neurologist|ophthalmologist|"
    r"cardiolog|geneticist|counsellor|"
    r"occupational health|solicitor|interpreter",
    "panel": r"panel (?:chair|clerk|administrator|secretary|business)|(?:chair|clerk) (?:of|to|"
    "for) "
    r"(?:the )?(?:\w+ ){0,3}panel|^\W*send? panel|chair of panel|panel members",
}

LETTERHEAD: dict[str, str] = {
    "audiologist": r"audiology|hearing (?:services|clinic|centre)|audiovestibular",
    "camhs_clinician": r"\bcamhs\b|\bcypmhs\b|child (?:and|&) adolescent mental health|"
    r"(?:emotional|mental) (?:health|well-?being)[\w ]*(?:service|team)|getting (?:help|more help)",
    "college_staff": r"\bcollege\b",
    "educational_psychologist": r"educational psycholog|psychology service|\bpsychology$|"
    "psychological (?:advice|"
    r"service|report)",
    "gp": r"\bsurgery\b|medical (?:centre|practice)|health centre|family practice|group practice|"
    r"\bgp (?:practice|surgery)",
    "occupational_therapist": r"occupational therap",
    "optometrist": r"optician|optometr|eye ?care|eye (?:clinic|department|hospital|unit)|"
    "vision care|"
    r"orthoptic|ophthalm|opticians",
    "paediatrician": r"pa?ediatric(?:s|ian| (?:department|clinic|outpatient|neuro|service))|"
    r"child (?:health|development)(?: (?:centre|clinic|service|team|department|unit))?|"
    r"children[’']?s (?:hospital|centre|outpatient|clinic)|neurodevelopmental|medical advice",
    "physiotherapist": r"physiotherap",
    "class_teacher": r"(?:information|feedback|comments?|report|views|advice) (?:from|by|"
    r"of) (?:the )?"
    r"(?:class|form|subject)[ -]?(?:teacher|tutor)|(?:^|\s)(?:class )?teacher\s*:|form tutor\s*:|"
    r"class ?teacher[’']?s? (?:report|comment|feedback|information|advice)",
    "social_worker": r"social care|social work|early help|children[’']?s services|"
    r"children with disabilities|disabled children|family support",
    "specialist_teacher": r"specialist teach|advisory (?:teach|service)|outreach|"
    "inclusion (?:service|"
    r"support)|learning support service|autism (?:team|service|advis)|portage|"
    r"specific learning difficult|cognition and learning (?:team|service)|"
    r"communication and (?:autism|interaction) team|behaviour support|diagnostic assessment",
    "speech_language_therapist": r"speech (?:and|&) language|speech therap|\bsalt\b",
    "teacher_of_the_deaf": r"teacher of (?:the )?deaf|hearing (?:impair|support)|"
    "sensory service.*deaf|"
    r"deaf (?:education|children|support)",
    "vi_teacher": r"vis(?:ion|ual) (?:impair|support)|\bqtvi\b|functional vision|habilitation|"
    r"\bvi (?:service|team)",
    "co_ordinator": r"(?<!and )(?<!to )send? (?:casework|assessment|statutory|service|team|office)|"
    r"education, health (?:and|&) care plan|\behc plan|call log|telephone log|contact log|"
    r"case (?:notes?|log|record)|assessment and review|contact (?:record|sheet)|"
    r"case ?worker\s*:|officer\s*:",
    "panel": r"(?<!developmental )(?<!diagnostic )\bpanel\b",
    "parent": r"(?:parent|carer|family)(?:al)?s?[’']?s? (?:/ ?carers?[’']?s? )?(?:views?|"
    r"contribution|advice|statement|form|story|comments?)|views of (?:the )?(?:parent|famil|carer)",
    "pupil": r"(?:pupil|child|student|young person|learner)[’']?s? (?:views?|voice|contribution|"
    "advice)|"
    r"views of (?:the )?(?:pupil|child|young person|student)|\bmy views|\ball about me|"
    r"one[- ]page profile|my (?:voice|story|say|life|profile)|(?:his|her|their) own (?:words|"
    r"views)",
}

TEXT: dict[str, str] = {
    "parent": r"\bi(?: am|[’']?m) (?:\w+[’']s|his|her|their) (?:mum|mam|mother|dad|father|nan|"
    "gran|grandmother|"
    r"carer|parent|aunt|uncle)\b|\bi am \w+, (?:the )?(?:mum|mam|mother|dad|father|nan|gran|"
    r"grandmother|grandfather|aunt|uncle) (?:of|to)\b|"
    r"\b(?:my|our) (?:son|daughter|little (?:boy|girl)|boy|girl|"
    r"lad|child|grandson|"
    r"granddaughter|eldest|youngest|middle one|twins?)\b|\bas (?:his|her|a) (?:mum|mother|dad|"
    r"parents?|carer|nan)\b|\bme and (?:his|her) (?:dad|mum)|(?:his|her) (?:dad|mum) and (?:i|"
    r"me)\b|\bcame to (?:us|me)\b|\bneeds me\b|\bmy (?:husband|wife|partner|mum|ex)\b",
    "pupil": r"\bi (?:like|hate|love|want to|don'?t like|dont like|get|feel|wish|find)\b.{0,400}"
    r"\b(?:my (?:teacher|mum|dad|friends?|school|ta|best friend)|lessons?|school)\b",
    "senco": r"\bas (?:the )?(?:school[’']?s )?send?co\b|\bas send?co\b",
    "class_teacher": r"\bin my (?:class|lesson|lessons|form|tutor group|set)\b|\bi teach (?:him|"
    "her|"
    r"them|\w+)\b",
    "gp": r"\bregistered (?:at|with) (?:this|our|the) (?:practice|surgery)|\bmy patient\b",
    "co_ordinator": r"\b(?:rang|called|spoke to|phone call (?:from|to)|t/c|tc) (?:mum|mother|"
    "dad|senco|"
    r"school|grandmother|the senco|father)",
}

# How much a cue counts by where it stands. A signature is signed; a letterhead is the whole team's.
WEIGHTS: dict[str, float] = {
    "byline": 7.0,
    "signature": 6.0,
    "sender": 5.0,
    "self": 4.0,
    "title": 3.0,
    "letterhead": 2.5,
    "text": 1.5,
}

PRIVATE_MAIL = (
    r"@(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|btinternet|live|sky|aol|me|mail|"
    r"proton(?:mail)?|virginmedia|talktalk|ymail|msn|homemail|inbox|postbox|webmail|myemail)\b"
)
SCHOOL_MAIL = r"@[\w.-]*(?:\.sch\.|school|academy|primary|college|\.ac\.)"
