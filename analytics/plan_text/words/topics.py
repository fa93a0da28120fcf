"""What a line is about: words of plans by topic, so that a word never seen tells like its peers."""

from __future__ import annotations

TOPICS = {
    "grown-ups": """
        staff adult teacher assistant team parent mother father mum dad carer school tutor lecturer
        supervisor driver escort colleague practitioner family grandmother grandfather grandparent
        everyone everybody whoever anyone somebody someone ta tas lsa lsas hlta hltas senco sendco
        worker mentor governor midday personnel employee professional keyworker instructor coach
        principal headteacher deputy caretaker receptionist cook aunt uncle librarian
        chaplain volunteer matron neighbour cousin leader employer crew
        """,
    "clinicians": """
        therapist psychologist nurse physiotherapist physio slt salt ot ep eps doctor consultant
        paediatrician psychiatrist audiologist dietitian orthotist orthoptist optometrist dentist
        neurologist surgeon cardiologist adviser advisor outreach qtvi tod specialist clinician
        trainer habilitation camhs endocrinologist podiatrist pharmacist radiographer gp counsellor
        psychotherapist assessor ophthalmologist geneticist gastroenterologist
        """,
    "the child": """
        he she him pupil child student learner boy girl youngster himself herself
        """,
    "other children": """
        friend peer buddy buddies classmate children pupils partner companion sibling brother
        sister twin teammate
        """,
    "what adults learn": """
        train course inset cpd workshop refresher awareness upskill brief consultation consult
        advice advise guidance model demonstrate demonstration shown understand confident
        certificate certificated accredited accreditation competency competencies competent
        qualification twilight supervision induction webinar module handover technique
        knowledge skilled expertise toolkit leaflet booklet seminar conference lecture tutorial
        diploma award shadow
        """,
    "looking": """
        observe observation monitor check watch note count tally tallies log record chart track
        measure measurement screen assess assessment reassess test retest audit
        baseline profile scale questionnaire diary diaries data sample weigh weight height
        appointment clinic examine examination look scan xray mri eeg evaluate
        evaluation compare listen inspect surveillance graph checklist survey rate observer trace
        level reading biopsy audiogram spirometry oximetry polysomnography investigation
        """,
    "care of the body": """
        toilet nappy nappies pad catheter catheterise catheterisation feed fed tube gastrostomy peg
        insulin inhaler medicine medication midazolam buccal seizure fit suction hoist sling wash
        wipe bath bathe cream oxygen stoma blood sugar glucose hygiene menstrual sanitary swallow
        thicken thickener skin intimate epipen adrenaline tracheostomy dose inject injection
        drops nebuliser enema rectal flush ketones cannula dressing puff spacer soil wet continence
        reposition turn transfer spoon mouth teeth drool bib dribble saliva hydration fluid sip
        rescue emergency lotion ointment syringe bolus pump colostomy ileostomy potty commode
        bowel bladder hypo hypoglycaemia ventilator ventilation dialysis steroid antibiotic
        antihistamine paracetamol laxative methylphenidate hydrocortisone hormone infusion
        physiological secretion airway choke choking anaphylaxis allergy eczema bandage
        """,
    "things": """
        laptop tablet ipad computer chair desk frame walker wheelchair splint orthotic orthosis
        orthoses insole aid headphone defender cushion board slope pen pencil grip scissors card
        timer switch software app keyboard mouse magnifier overlay mat bench ramp rail lift bed
        harness microphone battery batteries device equipment kit camera phone glasses spectacles
        lens lenses trolley bicycle bike trike tricycle printer belt vest blanket lap toy swing
        ball receiver transmitter processor implant mould brailler cane alarm mattress system ruler
        cutlery cup plate beaker footrest footstool stool tray tent den trampoline scooter boots
        gaiters collar helmet furniture dictionary calculator book folder lanyard badge machine bag
        fidget putty chewy chewable weighted wedge bolster loan resource buggy pushchair bottle
        straw knife fork torch lamp screen projector speaker recorder earphone earplug gloves hat
        jacket suit sleeve strap buckle handle tap seat commode crutch crutches
        abacus counters tiles cube dice puppet pedal hammock
        """,
    "rooms and places in them": """
        room seated sit corridor door front back wall light lighting noise noisy quiet classroom
        environment space area workstation carpet row window hall canteen library entrance exit
        blind display clutter distraction stimulation acoustic layout
        floor stairs playground position near away beside table locker gate cloakroom porch
        station bay alcove curtain partition shelf shelves cupboard
        """,
    "what is said to the child": """
        instruction question sentence word language told tell say said ask speak spoken voice name
        wait pause warn explain praise reward feedback signal gesture sign cue prompt repeat remind
        choice visual picture symbol simple short literal sarcasm idiom calm consistent tone eye
        contact rephrase command demand request countdown smile thumbs
        """,
    "work in class": """
        task work homework worksheet sheet exam copy copying writing page text print font handout
        slide step chunk differentiate differentiation curriculum material subject whiteboard
        spelling adapt adaptation adjust adjustment reduce simplify simplified enlarge scaffold
        template written format deadline essay coursework diagram caption project answer mark
        """,
    "the day": """
        timetable routine rule transition bell break breaktime playtime lunchtime arrival arrive
        assembly assemblies leave early rest extra time allow permit excuse ahead beforehand
        advance now next movement pass late queue changeover schedule
        """,
    "money": """
        £ fund cost fee price budget band element grant paid pay payment allowance mileage
        expenditure pound invoice resourcing notional delegated rate charge bill salary tariff
        """,
    "law and paper": """
        tribunal appeal order party parties section paragraph report dated issue panel decision
        mediation finalise final draft statutory letter annual meeting evidence hearing named
        council local document consent referral refer criteria threshold waiting list version
        amend lodged judgment regulation act
        """,
    "scores": """
        score percentile centile standard standardised equivalent average below above index
        quotient attain achieve range age years months composite low stanine iq gcse grade
        attainment rank behind
        """,
    "the past": """
        was were had previously attended since diagnosed diagnosis born discharged history waited
        began started moved first formerly ago past received been left ended closed
        """,
    "teaching and therapy": """
        therapy therapies session teach taught tuition lesson group programme intervention
        counselling practise practice exercise reading phonics maths literacy numeracy handwriting
        circuit play game block hydrotherapy physiotherapy rebound music art drama lego precision
        vocabulary social skills narrative class nurture placement place
        individually stretch drill rehearse rehearsal
        """,
    "being with the child": """
        accompany accompani supervise walk meet met greet take collect join scribe reader support
        help assist assistance hand ratio escorted stay visit sees see alongside
        """,
    "short breaks": """
        respite night overnight club holiday scheme pa befriend befriender homecare sitting sitter
        saturday sunday weekend outing brownies scouts guides cubs cadets leisure evening cinema
        bowling enabler sleepover
        """,
    "nothing": "no none nil nothing neither nobody nor not never blank empty without",
    "what is owed": "shall will must should to need require would could might may",
}
"""The words of each topic, without endings; a word may stand under several."""
