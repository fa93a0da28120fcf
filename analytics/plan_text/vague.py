"""Vague wording: phrases that leave a commitment open, as they are written."""

from __future__ import annotations

import re

from analytics.plan_text.group_size import GROUP
from analytics.plan_text.passages import Passage
from analytics.plan_text.quantities import RANGE, SPAN
from analytics.plan_text.who import ANY_ROLE

_FIT = (
    r"(?:appropriate|required|needed|necessary|advised|possible|practicable|feasible|applicable|"
    r"available|indicated|suitable|reasonable|useful|helpful|able|beneficial|relevant|recommended|"
    r"deemed \w+|considered \w+|felt \w+|thought \w+)"
)
_AS = (
    rf"(?:as may be|as and when|if and when|as|if|when|where|wherever|whenever|so far as|as far as|"
    rf"insofar as) (?:(?:and when|is|it is|this is|reasonably|deemed|considered|clinically|"
    rf"thought|felt|the \w+|his|her|its|\w+ians?|clinicians|staff|school|therapist|"
    rf"professionals) )*?(?:consider(?:s|ed)? |deem(?:s|ed)? |see(?:s)? |think(?:s)? |"
    rf"feel(?:s)? |judge[sd]? )?{_FIT}"
)
_PATTERNS = (
    (
        r"(?<!step-free )(?<!step free )(?<!wheelchair )(?<!level )(?<!ramped )"
        r"(?<!remote )(?<!vehicle )(?<!lift )(?<!public )(?<!disabled )(?<!restricted )"
        r"(?<!physical )(?<!card )(?<!key )access(?:es|"
        r"ing)? to(?! (?:work\b|the (?:building|site|school building|ground floor|upper floor|"
        r"classroom|stairs|hall|pool)))"
    ),
    (
        r"(?:would|will|may|could|might|should) (?:also |greatly |be likely to )?benefit(?: from)?|"
        r"(?:would|may|might|could) (?:also )?be (?:\w+ )?(?:useful|helpful|beneficial|of benefit|"
        r"advantageous)|may find it helpful|(?:thought |considered )?likely to (?:be (?:helpful|"
        r"useful|beneficial)|benefit)"
    ),
    (
        r"(?:on a )?(?<=on a )regular(?= basis)|regular(?:ly)?(?! (?:verbs?|past|"
        r"plurals?|polygons?|"
        r"shapes?|spellings?|words?|tense|heart|forms?|and irregular|endings|class(?:room)?|school|"
        r"bus|service|attender|customer))"
    ),
    (
        r"(?<!high-)(?<!high )(?<!most )(?<!\d )(?<!in)frequent(?:ly)?(?![ -](?:words?|occurring|"
        r"used|flyer|errors|spellings))|more frequent(?:ly)?"
    ),
    (
        r"ongoing|on-going|little and often|from time to time|periodic(?:ally)?|occasional(?:ly)?|"
        r"intermittent support"
    ),
    (
        rf"(?:anything )?up to(?= (?:an? |the |half|about |around )?(?:maximum |total |full |"
        rf"further )?(?:of )?(?:{RANGE}[ -]?(?:x )?(?:of )?(?:\w+ )?(?:{SPAN}|times|sessions?|"
        rf"visits?|weeks?|terms?|months?|occasions|blocks?|%|per cent)|(?:full )?(?:lunch |"
        rf"\w+ )?hour|half|day|lesson|week|quarter))|up to(?= £)|up to(?= \d+ ?(?:%|x|p\.?w))"
    ),
    (
        rf"(?:a |to a )?maximum of(?= {RANGE}[ -]?(?:{SPAN}|times|sessions?))|"
        rf"no more than(?= {RANGE}[ -]?(?:hours?|sessions?) (?:of|a|per) (?:support|week|"
        rf"therapy))(?!.)"
    ),
    r"or (?:equivalent|similar)|(?:the )?equivalent of",
    r"opportunit(?:y|ies) (?:for|to)",
    (
        rf"{_AS}|(?:when|where|if|as|wherever|provided) (?:staffing|staff|resources?|funding|"
        rf"timetabl\w+|capacity|space|time)(?: levels?| and \w+)? (?:allows?|permits?|is available|"
        rf"are available)|[\w ]{{0,20}}?\b(?:staff|staffing|weather|resources|funding|timetable|"
        rf"space|capacity) permitting|subject to [\w ]{{3,60}}|depend(?:ing|"
        rf"ent) (?:up)?on [\w' -]{{3,80}}"
    ),
    r"such as|\be\.g\.?|\beg\b|\betc\.?|and so on|and the like",
    r"small[ -](?:groups?|class(?:es)?)",
    r"key adults?|trusted adults?",
    r"(?:a )?(?:high|good|significant|greater|increased) (?:level|degree|amount)s? of|high ratio",
    r"some(?! (?:of (?:the|his|her)\b))" + rf"(?! {RANGE}\b)",
    (
        r"(?:a )?(?:wide |broad |whole |full )?(?:range|variety|selection)"
        r" of(?! (?:movement|motion|"
        r"vision|hearing|frequencies|sight|words? (?:read|correct)|hours|letters|sounds|minutes|"
        r"sessions|times|cards|errors))"
    ),
    (
        r"may(?= (?:also |well |sometimes |still )?(?:be|need|benefit|find|require|have|include|"
        r"receive|help|want|wish|ask|at times|take|involve|offer|form|become|struggle|continue|"
        r"consist))(?! (?:be (?:left|shown|used by him|used by her|taken)\b))"
    ),
    (
        r"suitabl[ey]|"
        r"(?<!age-)(?<!age )(?<!stage-)(?<!developmentally )(?<!as )(?<!deemed )"
        r"(?<!where )(?<!when )(?<!if )(?<!considered )(?<!consider )"
        r"appropriate(?:ly)?(?= (?!behaviour|"
        r"to his age)\w)"
    ),
    (
        r"to be (?:agreed|considered|confirmed|arranged|determined|decided|discussed|advised|"
        r"explored|negotiated|finalised)|(?:will|should|could|can) be (?:considered|"
        r"explored)(?! (?:afresh|again|at|in|by|each|every))|under consideration|\btb[cd]\b"
    ),
    (
        r"(?:remain|remains|stay|continue to be) (?:involved|open to)|(?:if|when|where) advised|"
        r"as advised"
    ),
    r"(?:readily )?available(?! (?:from|in) \d)",
    (
        r"as (?:per|set out in|detailed in|outlined in|described in|specified in|stated in|"
        r"recommended in|listed in) (?:his |her |the |an? |their )?(?:[\w'-]+ ){0,4}?(?:plans?|"
        r"reports?|advice|passport|guidelines|documents?|appendi(?:x|ces)(?: \w+)?|protocol|"
        r"programme|letter|recommendations|policy)|in (?:line|accordance|keeping)"
        r" with (?:his |her |"
        r"the |an |their )?(?:attached|appended|enclosed|care|health ?care|school'?s?|"
        r"current|latest|"
        r"accompanying|individual|risk|behaviour)(?: [\w'-]+){0,4}? ?(?:plans?|reports?|advice|"
        r"policy|guidelines|protocol|assessment)|(?:please )?(?:see|refer to) (?:the )?(?:attached|"
        r"appended|enclosed|appendix|separate|accompanying|care|his|her|speech|therapist'?s?|"
        r"full)(?: [\w'-]+){0,5}|details? (?:of which )?(?:are |is )?(?:set out |given |contained |"
        r"found )?in (?:the )?(?:attached|appended|appendix|enclosed)(?: [\w'-]+){0,5}"
    ),
    (
        r"as and when|ideally|it is hoped|hopefully|in due course|"
        r"as many as (?:he|she|they) (?:needs?|wants?)|"
        r"at the current level|as (?:agreed|discussed|determined|decided) (?:at|with|by|"
        r"in) [\w\' -]{3,40}|(?:if|when) (?:one|there) is [\w ]{3,25}|over time|"
        r"eventually|by and by|at the discretion of (?:(?:the|his|her|its) )?\w+|"
        r"if (?:it|this|that|one|these|they|time) can be (?:arranged|managed|found|spared)|"
        r"sooner or later|as time goes on"
    ),
)
_OUTCOME_ONLY = (
    r"improv(?:e|es|ed|ing|ement|ements)",
    r"(?:much |far )?better(?: able(?: to)?)?",
    (
        r"more (?:often|\w+ly|confident|settled|independent|regulated|resilient|able|aware|engaged|"
        r"involved|secure|positive|frequent|regular|consistent|relaxed|calm|sociable|organised|"
        r"focused|attentive|motivated|mature|fluent|included|comfortable)|less (?:often|\w+ly|"
        r"anxious|dependent|reliant|distressed|upset|impulsive)"
    ),
    r"functional(?:ly)?(?! (?:skills? (?:level|english|maths)|vision))",
    (
        r"(?<!or )(?<!no )fewer(?! than)|(?:increas|reduc|decreas|enhanc|strengthen|maximis|"
        r"minimis)(?:e|es|ed|ing)?(?! (?:by|to|from) (?:\d|half|a|one|two|three|four|"
        r"five|six|seven|"
        r"eight|nine|ten))|(?<!no )longer(?! than| affect| need| requir| us)|(?:wid|broad|great|"
        r"happi|calm|"
        r"fast|quick|clos|strong|larg)er(?! than| education| level)|most occasions|"
        r"most of the time|(?:reach|fulfil|achieve)(?:es|s|ing)? (?:his|her|their) (?:full |true )?"
        r"potential|more(?= (?:in|at|with|during) )|wherever possible"
    ),
    r"age[ -]expected",
)
# One of these letters stands in whatever its pattern finds; to look for letters is quick.
_SIGNS = (
    ("access",),
    ("benefi", "helpful", "useful", "advantag"),
    ("regular",),
    ("frequent",),
    ("going", "often", "time to time", "periodic", "occasional", "intermittent"),
    ("up to",),
    ("maximum", "no more than"),
    ("equivalent", "or similar"),
    ("opportunit",),
    ("as ", "if ", "when", "where", "provided", "permitting", "subject to", "depend"),
    ("such as", "e.g", "eg", "etc", "and so on", "and the like"),
    ("small",),
    ("adult",),
    ("level", "degree", "amount", "ratio"),
    ("some",),
    ("range", "variety", "selection"),
    ("may",),
    ("suitabl", "appropriate"),
    ("to be ", "be considered", "be explored", "under consideration", "tb"),
    ("involved", "advised", "open to"),
    ("available",),
    ("as ", "in line", "in accordance", "in keeping", "see ", "refer to", "detail"),
    (
        *(
            "as and when",
            "ideally",
            "hope",
            "due course",
            "as many as",
            "current level",
            "as agreed",
            "over time",
        ),
        *("as discussed", "as determined", "as decided", "if ", "when ", "eventually", "by and by"),
        "discretion",
        *("sooner or later", "as time goes on"),
    ),
)
_OUTCOME_SIGNS = (
    ("improv",),
    ("better",),
    ("more ", "less "),
    ("functional",),
    (
        *("fewer", "increas", "reduc", "decreas", "enhanc", "strengthen", "maximis", "minimis"),
        *("longer", "wider", "broader", "greater", "happier", "calmer", "faster", "quicker"),
        *("closer", "stronger", "larger", "most ", "wherever", "potential", "more "),
    ),
    ("age",),
)


def _signed(
    signs: tuple[tuple[str, ...], ...], patterns: tuple[str, ...]
) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (letters, re.compile(rf"\b(?:{pattern})(?![\w])"))
        for letters, pattern in zip(signs, patterns, strict=True)
    )


_COMPILED = _signed(_SIGNS, _PATTERNS)
_OUTCOMES = _signed(_OUTCOME_SIGNS, _OUTCOME_ONLY)


def vague_phrases(line: Passage, *, section: str) -> tuple[str, ...]:
    """Return the vague phrases of a line exactly as they are written, in their order."""
    patterns = (*_COMPILED, *_OUTCOMES) if section == "E" else _COMPILED
    found: list[tuple[int, int]] = []
    plain = line.plain
    for letters, pattern in patterns:
        for sign in letters:
            if sign in plain:
                break
        else:
            continue
        for match in pattern.finditer(line.plain):
            if match.group().strip() and not _literal(line, match):
                found.append(_trimmed(line, *match.span()))
    return tuple(dict.fromkeys(line.as_written(start, end) for start, end in _apart(found)))


def _literal(line: Passage, match: re.Match[str]) -> bool:
    """Return whether words are settled by what stands beside them."""
    words, after = match.group(), line.plain[match.end() : match.end() + 60]
    if words.startswith("small"):
        return bool(
            GROUP.match(line.plain, match.start() + 6)
            or re.match(
                rf" ?\(?(?:of|with|max\w*|[:,(]) ?(?:up to |no more than |"
                rf"max\w*\.? (?:of )?)?{RANGE}(?!\d| ?(?:{SPAN}|x|times|sessions?))",
                after,
            )
        )
    if "adult" in words:
        return bool(
            re.match(r",? ?\(?(?:who|the|a|an|named|his|her|normally|usually|\w+ ly)?\b", after)
            and ANY_ROLE.search(after[:45].split(".")[0])
            and re.match(r" ?[,(-]", after)
        )
    return (
        words == "may"
        and line.text[match.start()] == "M"
        and match.start() > 0
        and line.plain[match.start() - 2] not in ".!?"
    )


def _trimmed(line: Passage, start: int, end: int) -> tuple[int, int]:
    words = line.plain[start:end]
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    article = re.match(r"(?:a|an|the) (?!maximum|range|variety)", line.plain[start:end])
    return (start + article.end() if article else start), end


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return extents in order, without those that lie within a longer one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda extent: (extent[0], -extent[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
