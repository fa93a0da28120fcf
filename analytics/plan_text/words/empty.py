"""Words that name no kind of support: what is left of a line without them says what it is."""

from __future__ import annotations

# Grammar, and words of time, number, place and obligation.
_GRAMMAR = """
a an the this that these those and or but nor so as at by for from in into of off on onto out over
per to up upon with within without via he she they it him her them his hers their its we our you
your i who whom whose which what when where while whenever wherever if unless until is are was
were be been being am do does did done has have had having will would shall should can could may
might must need needs needed ought not no none any all each every some few both either neither
other others another such same own more most less least much many several further very quite only
also too just then than there here now still yet again once twice thrice about above across after
against along around before behind below beneath beside besides between beyond down during except
inside near outside past round since through throughout toward towards under including include
includes included namely fewer maximum minimum max min approximately approx roughly nearly one two
three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred half third quarter
quarters thirds whole full part first second last next new current daily weekly fortnightly
monthly termly yearly annual annually nightly hourly day days week weeks fortnight month months
term terms year years hour hours minute minutes mins hr hrs session sessions lesson lessons slot
slots block blocks time times timetable timetabled morning mornings afternoon afternoons evening
evenings night nights weekend weekends monday tuesday wednesday thursday friday saturday sunday
mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed weds thu thurs
fri sat sun january february march april june july august september october november december jan
feb mar apr jun jul aug sept sep oct nov dec autumn spring summer winter easter christmas holiday
holidays alternate pm pa pw fte wte gbp o'clock x h m s t d till noon midday duration length
frequency date
"""
_GENERIC = """
support supports supported supporting supportive help helps helped helping helpful assist assists
assistance assisted input inputs intervention interventions strategy strategies programme
programmes program programming staffing staff package packages provision provisions provide
provides provided providing resource resources resourcing approach approaches work works worked
working offer offers offered deliver delivers delivered delivery receive receives received
receiving give given gives giving get gets access accesses accessed accessing benefit benefits
benefitting opportunity opportunities attention encouragement guidance care involvement involve
involves involved service services place placed placement specialist specialised special specific
targeted intensive individualised individualized personalised bespoke tailored differentiated
enhanced additional extra increased high higher level levels low ratio small large group groups
class classes individual individually pair pairs alone adult adults key trusted familiar known
adult's person people team teams professional professionals member members school schools setting
college nursery home regular regularly ongoing frequent frequently consistent consistently
appropriate appropriately suitable suitably necessary required requires require requirement
requested advised advise recommended recommendation recommendations agreed considered sufficient
adequate significant substantial available possible structured unstructured quality good best
direct indirect close dedicated general wide range variety number amount degree ensure ensures
ensuring enable enables enabling allow allows facilitate promote promotes promoting bring brings
encourage encourages develop develops developing development improve improves improving
improvement increase address addresses addressing meet meets meeting maintain maintains
maintaining continue continues continued continuing remain remains reduce reduces reducing raise
build builds building boost grow take takes taken make makes making use uses used using follow
follows followed following implement implements implemented carry carried carries run runs put set
sets drawn devised written write writes plan plans planned planning report reports reported letter
letters says said states stated asks asked puts page para paragraph section appendix details
detail advice need needs learning learn learns learner language communication communicate speech
literacy numeracy maths mathematics english reading writing spelling social skills skill emotional
emotion emotions regulate regulation behaviour behavioural mental health wellbeing well-being
sensory physical motor fine gross self-care selfcare self esteem self-esteem confidence
independence independent transition transitions curriculum areas area subject subjects academic
progress progression targets target goals goal outcomes outcome attainment engagement engage
engaging participation participate inclusion include interaction interact interactions friendship
friendships cognition cognitive attendance anxiety anxieties difficulties difficulty understanding
therapeutic educational classroom playground lunch lunchtime lunchtimes break breaks breaktime
playtime dinner hall pool swimming corridor room unit base environment community family families
parents parent friends peers peer children child pupil pupils student students young lady gentleman
woman to-one
one-to-one 1:1 1-1 1 one-one yes tbc tba n/a etc e.g eg i.e ie mainstream whilst because due order
accordance line based basis consultation consultations train lots plenty autism-friendly
dyslexia-friendly communication-friendly form kind type sort things thing something somebody
someone anybody
whoever everyone everybody band funding funded fund money budget payment payments costs cost
top-up review reviewed reviews monitor monitored monitoring expertise trained training experienced
qualified qualification competent equivalent similar nature throughout unless attached agencies
agency outside relevant devise devises clinician clinicians nhs standard decision county borough
local authority trust worker workers short brief visit visits visiting contact liaison liaise
liaising attend attends attended attending hoc ad sure responsible responsibility responsibilities
according accordingly case cases overall respond responds response managed manage manages managing
manner together along day-to-day week-to-week holistic multi-agency graduated wave tier universal
identified identify identifies arising arise whose lead leads led leading co-ordinate coordinate
overseen oversee oversees supervise amounts describes described enrich enrichment assessed
assessment assessments letter's doctor's school's pupil's child's named name good-quality
high-quality shall may unmet met well better practice requirements want wants wish wishes feel
feels feeling find finds found think thought likely would-be grows growing ill absent away
recovers recovering recovery back full-time part-time fulltime parttime currently presently
mealtime mealtimes flexible flexibly online partly reads see sees seen movement annum prog progs
salt withdrawn withdrawal extraction know knows known deployed deployment deploys bases leaving
aftercare continence around concerning
made save except thereof therein hereof herein whereof said endeavours endeavour parties party
expert experts
exceeding exceed nothing prevent prevents deploying employ employed ordered order tribunal secure
secures secured arrange arranges arranged determined deemed afforded rendered commence commenced
commencing cease ceased entitled comprise comprises comprising consist consists consisting exclusive
inclusive aforesaid pursuant subject best reasonable reasonably nobody none whom paragraphs
certificate
diploma eng maths core periods period tbc apportioned liaison amongst among respect thereafter
regarding relating present recent recently soon later ready amid depending depends permitting
permits
right kept keep keeps keeping come comes coming told tell tells total totals types suited suit suits
updated update updates skilful proper properly good
style styles please condition conditions
"""
EMPTY = frozenset((_GRAMMAR + _GENERIC).split())
