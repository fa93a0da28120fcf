"""What speaks for a type of document: its title, wording and the role of its author."""

from __future__ import annotations

# Where the title or a heading says what the document is. Matched without case.
TITLES: dict[str, str] = {
    "annual_review": r"annual review (?:of|report|form|meeting|record|minutes|summary|paperwork|"
    r"document|advice|for|-|–)|(?:record|report|minutes|summary|notes) of (?:the |an? )?"
    r"(?:annual|interim|early) review|^\W*(?:interim|early|emergency|annual) review\b(?! letter)|"
    r"review of (?:the |an? )?(?:ehc|education, health)",
    "audiology_report": r"audiolog(?:y|ical)[\w ]*(?:report|assessment|clinic|letter|review|"
    "results|"
    r"summary)|hearing (?:test|assessment|clinic|aid clinic)(?: report| results| letter)?",
    "behaviour_log": r"behaviou?r(?:al)? (?:log|incident|record|chart|diary|points|report|"
    "tracking)|"
    r"incident (?:log|record|report|form|sheet)|\babc (?:chart|log|record|form)|\bcpoms\b|"
    r"log of (?:behaviou?r|incidents)|(?:exclusion|suspension)s? (?:log|record|extract|list|print)|"
    r"\bon[- ]call (?:log|record|extract|/)|"
    r"sims (?:behaviou?r|log)|"
    r"class ?charts|positive handling (?:log|record)|incidents? (?:this|since|from|between|autumn|"
    r"spring|summer)|behaviou?r[\w ]* log",
    "call_log": r"(?:telephone|phone|call|contact|communication|case) (?:and e-?mail )?(?:log|"
    "notes?|"
    r"record|diary|contact)|log of (?:telephone )?(?:calls|contacts?)|record of (?:telephone )?"
    r"(?:calls?|contacts?|conversations?)|case ?(?:notes?|work notes?|record|diary|log)|"
    r"chronology of contact|running (?:record|notes)|contact sheet|telephone (?:message|note)",
    "camhs_letter": r"\bcamhs\b[\w ,:/-]*(?:letter|report|assessment|summary|advice|review)?|"
    r"child (?:and|&) adolescent mental health|mental health (?:assessment|advice|report)|"
    r"psychiatric (?:report|assessment|review)|initial (?:choice|partnership) (?:appointment|"
    r"assessment)",
    "draft_plan": r"draft (?:\w+ ){0,2}(?:ehc|education|plan|amend)|(?:ehc|"
    "education,? health (?:and|&) "
    r"care|ehcp)\s*(?:plan)?\W{0,4}(?:\w+ )?\(?draft|proposed (?:ehc )?plan|working (?:draft|"
    r"document)|"
    r"proposed amend\w+|^\W*draft\W*$",
    "early_years_report": r"early years (?:\w+ )?(?:report|summary|advice|review|assessment|"
    "setting|"
    r"progress|inclusion)|nursery (?:\w+ )?(?:report|summary|advice|observ\w+)|"
    r"(?:two|2)[- ]year[- ](?:old )?(?:progress )?(?:check|review)|"
    r"pre-?school (?:\w+ )?(?:report|summary|"
    r"advice)|"
    r"\beyfs\b[\w ]*(?:report|profile|summary)|portage (?:\w+ )?(?:report|summary)|"
    r"learning journ(?:al|ey)|playgroup (?:report|summary)|foundation stage (?:profile|report)|"
    r"setting (?:report|advice)",
    "ep_report": r"educational psycholog(?:y|ist)(?:[’']s)?[\w ']*(?:report|advice|assessment|"
    r"consultation|summary|review|contribution)|psychological (?:advice|report|assessment|"
    r"contribution)|"
    r"(?:report|advice|assessment) (?:of|from|by) (?:the |an? )?educational psycholog|"
    r"psychologist[’']?s (?:report|advice)|\bep (?:report|advice|consultation)|^ep\b",
    "final_plan": r"^\W*(?:ehc|education,? health (?:and|&) care) plan\b|plan type\W+final|"
    r"final (?:\w+ ){0,2}(?:ehc|education|plan)|(?:ehc|education,? health (?:and|"
    "&) care) "
    r"plan\W{0,5}(?:final|maintained|amended final|issued)|^\W*(?:ehc|education,? health (?:and|"
    r"&) care"
    r") plan\W*$|^\W*(?:amended )?final\W*$",
    "gp_letter": r"\bgp (?:letter|summary|report|referral)|patient summary|(?:general practi\w+|"
    "gp) "
    r"(?:advice|information|record)|referral (?:letter )?from (?:the )?gp",
    "hi_report": r"teacher of (?:the )?deaf[\w ']*(?:report|advice|assessment|visit|summary|"
    "review)?|"
    r"hearing impairment[\w ]*(?:report|advice|visit|assessment|service|team)|"
    r"(?:report|advice|visit) (?:of|from|by) (?:the |a )?(?:qualified )?teacher of the deaf|"
    r"hearing support (?:service|team)|listening (?:and language )?(?:profile|assessment|report)",
    "optician_report": r"(?:sight|eye) (?:test|examination|report|clinic)|optom\w+ (?:report|"
    "letter)|"
    r"orthoptic (?:report|assessment|clinic)|ophthalmology (?:clinic|letter|report)|optician",
    "ot_report": r"occupational therapy[\w ]*(?:report|advice|assessment|summary|review|"
    "contribution)?|"
    r"sensory (?:processing )?(?:assessment|profile|report)|(?:report|advice) (?:of|from|"
    r"by) (?:the |an? )?"
    r"occupational therap|\bot (?:report|advice|assessment)",
    "paediatric_report": r"pa?ediatric(?:ian)?(?:[’']s)?[\w ]*(?:report|advice|assessment|"
    "letter|review|"
    r"clinic)|medical (?:advice|report)|neurodevelopmental[\w –-]*(?:report|assessment|clinic|"
    r"outcome)|"
    r"health advice|community (?:child health|paediatrics)|outcome of (?:autism |asd |diagnostic )?"
    r"assessment|diagnostic (?:letter|report|outcome)|child development (?:centre|clinic|team)",
    "panel_paper": r"(?<!developmental )(?<!diagnostic )\bpanel\b[\w ,:'’-]*(?:paper|minute|"
    r"decision|meeting|record|summary|"
    "outcome|note|"
    r"report|submission|review|considerations?|agenda|item)|(?:minutes|decision|record|note|"
    r"outcome|"
    r"notes) of (?:the |a )?(?:\w+ ){0,4}panel|^\W*(?:send?|ehc|moderation|resource|"
    r"decision[- ]making|"
    r"multi-?agency|placement|statutory|complex)[\w &-]* panel",
    "parent_views": r"(?:parent|carer|famil(?:y|ies))(?:al)?s?[’']?s?(?:,? ?(?:/|and|or|"
    "&) ?(?:parent|"
    r"carer|guardian|family)s?[’']?s?)?(?:[’']s?)? (?:views?|contribution|advice|statement|form|"
    r"story|"
    r"comments?|questionnaire|voice|perspective|section|information)|"
    r"views of (?:the )?(?:\w+[’']s )?(?:parent|famil|carer|mother|mum)|your child[’']s story|"
    r"section a\b.{0,20}(?:parent|famil|carer)|(?:mum|mother|dad|father)[’']s views|"
    r"parent(?:s|al)?(?:/| and |-)?carer|about (?:your|my|our) (?:child|son|daughter|boy|"
    r"girl)|family (?:views|conversation)|"
    r"what (?:we|i|(?:me|mum|dad) (?:and|&) \w+) (?:want|would like|have) to (?:say|tell)|"
    r"what we want you to know",
    "physio_report": r"physiotherap(?:y|ist)(?:[’']s)?[\w ]*(?:report|advice|assessment|summary|"
    "review|"
    r"contribution)?|(?:report|advice) (?:of|from|by) (?:the |a )?physiotherap|"
    r"gross motor assessment",
    "provision_plan": r"provision (?:map|plan|grid|record|timetable)|(?:individual|send?|"
    "sen support|"
    r"school|learning|pupil|additional) (?:education |learning |support |"
    r"needs )?(?:support )?plan\b|"
    r"\bi\.?e\.?p\b|assess,? plan,? do|\bapdr\b|graduated (?:approach|response)|pupil passport|"
    r"support plan|intervention (?:record|plan|log|map)|costed provision|"
    r"individual healthcare plan|"
    r"my (?:support )?plan\b|target sheet|cycle \d",
    "pupil_views": r"(?:pupil|child|student|young person|learner|children)(?:[’']?s)? (?:views?|"
    "voice|"
    r"contribution|advice|answers|questionnaire|interview|perspective|statement)|"
    r"views of (?:the )?(?:\w+[’']s )?"
    r"(?:pupil|child|young person|student)|\bmy views|\ball about me|one[- ]page profile|"
    r"my (?:voice|story|say|life|profile|meeting|review|school|page)\b|\bwords by\b|(?:his|"
    r"her|their|"
    r"own) own (?:words|views)|"
    r"\w+[’']s (?:views|voice|own views|words)|what i (?:think|want|like)|"
    r"section a\b.{0,30}"
    r"(?:pupil|child|young person)|wishes and feelings|the pupil[’']s own views",
    "school_report": r"(?:school|end of (?:year|term)|annual|progress|interim|pupil|mid-?year|"
    "autumn|"
    r"spring|summer|attainment|class ?teacher(?:[’']s)?|subject|college|tutor|form tutor|"
    r"half-?term\w*)"
    r"(?: term)? (?:\w+ )?(?:report|progress|summary)|report to parents|educational advice|"
    r"education advice|(?:school|setting|education)(?:[’']s)? (?:advice|contribution|information)|"
    r"attainment (?:data|summary)|advice from (?:the )?(?:school|setting)|college progress",
    "senco_letter": r"(?:letter|advice|note|statement|summary|report) (?:from|of|"
    "by) (?:the )?(?:school )?"
    r"send?co|request for (?:an? )?(?:ehc|education,? health|statutory|needs|assessment)",
    "slt_report": r"speech (?:and|&|,) ?language(?: therapy|"
    r" therapist)?(?:[’']s)?[\w ]*(?:report|advice|"
    r"assessment|summary|review|contribution|discharge|discharge summary)?|"
    r"communication (?:assessment|report|profile)|(?:report|advice) (?:of|from|by) (?:the |"
    r"a )?speech|"
    r"\bsa?lt (?:report|advice|assessment|review)|language assessment",
    "social_care_report": r"social care[\w ,']*(?:report|advice|information|assessment|reply|"
    "response|"
    r"contribution|check|return)?|(?:child and family|c&f|single|section 17|s\.?17|"
    r"early help) assessment|"
    r"child in need (?:plan|review|meeting)|social work(?:er)?(?:[’']s)? (?:report|advice|"
    r"assessment|"
    r"summary)|early help (?:plan|report|assessment)|known to (?:the )?service|care plan review|"
    r"looked after|\bpep\b|personal education plan|child protection|family support",
    "specialist_teacher_report": r"(?:specialist|advisory|outreach|support) teacher(?:[’']s)?[\w ]*"
    r"(?:report|advice|assessment|visit|summary)?|(?:outreach|advisory|specialist) (?:service |"
    r"support |"
    r"visit )?(?:report|advice|note|record|summary)|(?:dyslexia|diagnostic|spld|literacy|"
    r"specific learning "
    r"difficult\w+) (?:assessment|screen\w*|report)|cognition and learning|autism (?:advis|"
    r"outreach|team)|"
    r"behaviour support (?:service|team)|communication and (?:autism|interaction) team|"
    r"outreach visit|eal (?:assessment|report)",
    "transition_report": r"transition (?:and \w+ )?(?:plan|report|review|summary|meeting|record|"
    r"notes|document|"
    r"information|passport|profile|form)|(?:year 6|year 11|year 9|phase|secondary|post-?16|"
    r"college) "
    r"(?:to year 7 )?(?:transition|transfer)|transfer (?:report|summary|information|document)|"
    r"preparing for adulthood|preparation for adulthood|moving on (?:plan|report)|"
    r"(?:report|plan) (?:for|on) (?:the )?(?:transition|transfer|move)",
    "vi_report": r"vis(?:ion|ual) (?:impairment|support)[\w ]*(?:report|advice|assessment|visit|"
    "service|"
    r"team)?|\bqtvi\b|functional vision|habilitation (?:report|assessment)|(?:report|"
    r"advice) (?:of|from|"
    r"by) (?:the |a )?(?:qtvi|teacher of (?:the )?vis)|mobility and orientation|access to print",
    "other": r"^\W*checklist|checklist of|appointment (?:letter|confirmation)|school (?:trip|"
    "newsletter|"
    r"menu)|newsletter|invoice|consent form|privacy notice|attendance (?:certificate|print|summary|"
    r"record|register|data|report)|registration certificate|transport (?:application|request)|"
    r"did not attend|missed appointment|\bdna\b|receipt|booking|acknowledg\w+ of",
}

# Wording that shows the type where the title does not.
WORDING: dict[str, tuple[float, str]] = {
    "final_plan": (
        2.5,
        r"section b\b[\s\S]*section e\b[\s\S]*section f\b[\s\S]*section (?:g|h|i)\b",
    ),
    "draft_plan": (3.5, r"\bdraft\b[\s\S]{0,400}section [ab]\b|section i\b.{0,40}(?:left )?blank"),
    "call_log": (
        2.5,
        r"(?m)(?:^\W*(?:\d{1,2}[./-]\d{1,2}|\d{1,2} \w{3,9} ?\d{0,4}|"
        r"\w{3,9} \d{1,2}).{0,60}\b(?:rang|"
        r"called|call|t/c|tc|phoned|phone|telephone|left (?:a )?message|voicemail|spoke|email|"
        r"emailed)\b"
        r"[\s\S]*?){2}",
    ),
    "ep_report": (
        1.5,
        r"\b(?:wisc|wppsi|bas ?3|british ability scales|wiat)\b",
    ),
    "behaviour_log": (
        2.5,
        r"(?m)^\W*(?:date|when)\b.{0,60}\b(?:staff|adult|period|lesson|time)\b.{0,60}\b(?:entry|"
        r"incident|what|behaviour|pts|points|action)\b|(?:antecedent[\s\S]*consequence)|"
        r"(?:^\W*(?:\w{3,9},? )?\d{1,2}[./ -]\w{1,9}.{0,120}\b(?:hit|"
        r"kicked|threw|pushed|refused|swore|bit|ran|left the|punched|climbed|spat|shouted|tipped)\b"
        r"[\s\S]*?){3}",
    ),
    "annual_review": (
        2.5,
        r"(?:present|attend(?:ees|ed|ance))[\s\S]*(?:outcomes?|targets?)[\s\S]*(?:recommend|amend|"
        r"maintain)[\s\S]*\bplan\b",
    ),
    "panel_paper": (
        2.5,
        r"\bpanel (?:agreed|decided|considered|noted|felt|heard|asked|was|discussed|declined|"
        r"concluded)\b",
    ),
    "provision_plan": (
        2.0,
        r"(?:frequency|how often)[\s\S]{0,200}(?:group|ratio|staff|who|duration)|"
        r"(?:target|outcome)[\s\S]{0,80}(?:strategy|provision|"
        r"intervention)[\s\S]{0,80}(?:review|impact)",
    ),
    "school_report": (
        2.0,
        r"(?m)^\W*(?:english|reading|writing|maths|mathematics|science|p\.?e\.?|history|"
        r"geography|art|"
        r"music|computing)\b.{0,200}[\s\S]*^\W*(?:maths|mathematics|science|p\.?e\.?|history|"
        r"geography|art"
        r"|music|computing)\b[\s\S]*(?:attendance|targets?|expected|attainment|effort|teacher)",
    ),
    "transition_report": (
        1.5,
        r"(?:transition|transfer|move) (?:to|into) (?:secondary|year 7|key stage|college|"
        r"post-?16|high "
        r"school|adult)",
    ),
    "early_years_report": (
        2.0,
        r"\b(?:nursery|pre-?school|playgroup|eyfs|early years|30-50 months|22-36 months|"
        r"prime areas)\b",
    ),
    "parent_views": (
        2.0,
        r"(?:what (?:is|are|do) (?:your|you)|tell us about|your child)[\s\S]*(?:what|how|"
        r"is there)[\s\S]*\?",
    ),
    "pupil_views": (
        2.0,
        r"(?:^\W*i like\b[\s\S]{0,300}^\W*i (?:don[’']?t|do not) like\b|"
        r"things i(?:[’']m| am| like| find| don)|what (?:i[’']m|i like|is hard|helps me|"
        r"do you like|are you|do you want us to call you"
        r"|makes you)|people who (?:help|are important)|i would like|in the future i|what is good)",
    ),
    "audiology_report": (1.5, r"\bdb ?hl\b|tympanogra|(?:un)?aided thresholds|otoacoustic"),
    "slt_report": (1.0, r"\b(?:celf|pls-5|speech sounds? (?:assess|test)\w*|derbyshire language)"),
    "ot_report": (1.0, r"\b(?:sensory profile|beery|bot-2|movement abc)"),
    "optician_report": (1.5, r"\bmcoptom\b|\brefraction\b|cover test|\brecall \d"),
    "physio_report": (1.0, r"\bmcsp\b|\bgmfcs\b|range of movement"),
    "camhs_letter": (1.0, r"\brcads\b|safety plan|\bsertraline|\bfluoxetine"),
    "gp_letter": (
        1.5,
        r"\b(?:thank you for seeing|nhs (?:no|number)|registered with (?:this|our|"
        r"the) (?:practice|surgery))",
    ),
}

# The type that an author of a role usually writes: as a letter or report, and as an e-mail.
BY_ROLE: dict[str, tuple[str, str]] = {
    "audiologist": ("audiology_report", "audiology_report"),
    "camhs_clinician": ("camhs_letter", "camhs_letter"),
    "class_teacher": ("school_report", "teacher_email"),
    "college_staff": ("school_report", "teacher_email"),
    "educational_psychologist": ("ep_report", "ep_report"),
    "gp": ("gp_letter", "gp_letter"),
    "occupational_therapist": ("ot_report", "ot_report"),
    "optometrist": ("optician_report", "optician_report"),
    "paediatrician": ("paediatric_report", "paediatric_report"),
    "parent": ("parent_letter", "parent_email"),
    "physiotherapist": ("physio_report", "physio_report"),
    "pupil": ("pupil_views", "pupil_views"),
    "school_staff": ("school_report", "teacher_email"),
    "senco": ("senco_letter", "teacher_email"),
    "social_worker": ("social_care_report", "social_care_report"),
    "specialist_teacher": ("specialist_teacher_report", "specialist_teacher_report"),
    "speech_language_therapist": ("slt_report", "slt_report"),
    "teacher_of_the_deaf": ("hi_report", "hi_report"),
    "vi_teacher": ("vi_report", "vi_report"),
    "co_ordinator": ("call_log", "other"),
    "panel": ("panel_paper", "panel_paper"),
    "other": ("other", "other"),
}

# Who writes a type of document where nobody is named.
USUAL_AUTHOR: dict[str, str | None] = {
    "annual_review": "senco",
    "behaviour_log": "school_staff",
    "call_log": "co_ordinator",
    "draft_plan": "co_ordinator",
    "early_years_report": "school_staff",
    "final_plan": "co_ordinator",
    "panel_paper": "panel",
    "parent_email": "parent",
    "parent_letter": "parent",
    "parent_views": "parent",
    "provision_plan": "senco",
    "pupil_views": "pupil",
    "school_report": "school_staff",
    "senco_letter": "senco",
    "teacher_email": "class_teacher",
    "transition_report": "senco",
    "other": None,
    "unreadable_scan": None,
    **{letter: role for role, (letter, email) in BY_ROLE.items() if letter == email != "other"},
}

# Types that say themselves whose they are, whoever typed them.
BY_ONE = (
    "behaviour_log",
    "call_log",
    "draft_plan",
    "final_plan",
    "panel_paper",
    "parent_views",
    "pupil_views",
)

DOCUMENT_TYPES = tuple(sorted({*USUAL_AUTHOR, *(t for pair in BY_ROLE.values() for t in pair)}))
