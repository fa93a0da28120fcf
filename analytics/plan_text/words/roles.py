"""Who delivers provision: jobs, professions and named relations; and words that name nobody."""

from __future__ import annotations

from analytics.plan_text.patterns import phrases

# A qualified profession states its own expertise (the labels' rule; registers: HCPC, GMC, NMC,
# GPhC, GOC, Social Work England; teachers by the Education (School Teachers' Qualifications)
# Regulations 2003).
QUALIFIED = phrases(
    """
    teacher, teacher in charge, class teacher, qualified teacher, specialist teacher,
    subject teacher, form teacher, advisory teacher, outreach teacher, headteacher, head teacher,
    deputy headteacher, assistant headteacher, teacher of the deaf, teachers of the deaf,
    qualified teacher of the deaf, teacher of deaf children, tod, qtod, qtvi, qtmsi, qtod's,
    teacher of the visually impaired, teacher of vision impairment,
    teacher for the visually impaired, elsa, elsas, emotional literacy support assistant,
    lecturer, senco, sendco, special educational needs co-ordinator,
    special educational needs coordinator, form tutor who is a teacher, lesson teacher,
    reading recovery teacher, nqt, ect, speech and language therapist, speech therapist,
    language therapist, slt, salts, s&lt, slts, occupational therapist, ot, ots, physiotherapist,
    physio, physical therapist, hydrotherapist, art therapist, arts therapist, music therapist,
    drama therapist, dramatherapist, play therapist, dance movement therapist,
    dance movement psychotherapist, art psychotherapist, creative arts therapist, therapist,
    therapists, psychotherapist, child psychotherapist, child and adolescent psychotherapist,
    family therapist, cognitive behavioural therapist, cbt therapist, systemic psychotherapist,
    psychologist, educational psychologist, clinical psychologist, counselling psychologist,
    neuropsychologist, ep, child psychologist, health psychologist, forensic psychologist, doctor,
    gp, paediatrician, community paediatrician, psychiatrist, child psychiatrist, consultant,
    surgeon, orthopaedic surgeon, neurologist, paediatric neurologist, nephrologist,
    urologist, rheumatologist, haematologist, immunologist, radiologist, geneticist, orthodontist,
    chiropodist, anaesthetist, pulmonologist, hepatologist, ophthalmologist,
    ent surgeon, gastroenterologist, cardiologist, neonatologist, dermatologist, endocrinologist,
    respiratory consultant, orthopaedic consultant, registrar, school doctor, designated doctor,
    dentist, oncologist, nurse, school nurse, nurse specialist, specialist nurse, community nurse,
    epilepsy nurse, diabetes nurse, community children's nurse, children's nurse,
    continence nurse, practice nurse, nurse practitioner, learning disability nurse,
    mental health nurse, specialist community public health nurse, health visitor, midwife,
    staff nurse, clinical nurse specialist, ccn, dietitian, dietician, paediatric dietitian,
    audiologist, paediatric audiologist, orthotist, prosthetist, orthoptist, optometrist,
    podiatrist, pharmacist, radiographer, paramedic, dispensing optician, social worker,
    approved mental health professional, habilitation specialist, habilitation officer,
    mobility and habilitation specialist, qualified habilitation specialist,
    rehabilitation officer, rehabilitation worker, mobility specialist, mobility officer,
    registered intervenor, behaviour analyst, board certified behaviour analyst, bcba
    """
)
OTHERS = phrases(
    """
    teaching assistant, higher level teaching assistant, hlta, hltas, ta, tas, lsa, lsas,
    learning support assistant, learning assistant, special support assistant,
    special needs assistant, classroom assistant, support assistant, language assistant,
    therapy assistant, therapy assistants, slt assistant, speech and language therapy assistant,
    speech therapy assistant, physiotherapy assistant, occupational therapy assistant,
    ot assistant, technical instructor, rehabilitation assistant, assistant psychologist,
    trainee psychologist, assistant, practitioner, early years practitioner, nursery nurse,
    nursery practitioner, room leader, childminder, nanny, au pair, healthcare assistant,
    health care assistant, hca, hcas, care assistant, carer, carers, foster carer, support worker,
    sessional worker,
    worker, first aider, first-aider, personal assistant, family support worker, youth worker,
    outreach worker, portage worker,
    portage home visitor, home visitor, early help worker, link worker, play worker, playworker,
    residential worker, keyworker, key worker, keyworking practitioner, family worker,
    short break worker,
    short breaks worker, respite worker, enabler, befriender, community support worker,
    residential support worker, waking night worker, night worker, youth support worker,
    inclusion worker, transition worker, child wellbeing practitioner,
    education mental health practitioner, emhp, wellbeing practitioner, mental health worker,
    mental health practitioner, primary mental health worker, mentor, learning mentor,
    behaviour mentor, peer mentor, coach, job coach, sports coach, swimming coach,
    swimming instructor, instructor, riding instructor, tutor, home tutor, form tutor,
    personal tutor, academic tutor, specialist tutor, counsellor, school counsellor, trainer,
    trainers, travel trainer, independent travel trainer, facilitator, group leader, leader,
    forest school leader, course leader, play leader, driver, escort, passenger assistant,
    passenger escort, pastoral manager, pastoral lead, pastoral leader, inclusion lead,
    inclusion manager, head of year, head of department, head of house, year leader, year head,
    progress leader, phase leader, deputy head, assistant head, head, principal, vice principal,
    designated safeguarding lead, mental health lead, autism lead, literacy lead, maths lead,
    send lead, nurture lead, salt assistant, thrive practitioner, exams officer, examinations
    officer, careers adviser,
    careers advisor, careers officer, personal adviser, attendance officer, welfare officer,
    education welfare officer, transition officer, transition co-ordinator,
    transition coordinator, co-ordinator, coordinator, moving and handling adviser,
    manual handling adviser, advisory officer, area senco's assistant, adviser, advisor,
    autism adviser, inclusion adviser, technician, it technician, ict technician, aac technician,
    network manager, engineer, clinical scientist, rehabilitation engineer, site manager,
    caretaker, premises manager, school business manager, business manager, site supervisor,
    estates manager, facilities manager, midday supervisor, midday meals supervisor,
    lunchtime supervisor, midday assistant, lunch supervisor, dinner supervisor, dinner lady,
    lunchtime assistant, cook, school cook, catering manager, kitchen manager, librarian,
    school librarian, receptionist, office manager, chaplain, lifeguard, interpreter,
    bsl interpreter, communicator, communication support worker, csw, note-taker, notetaker,
    electronic notetaker, intervenor, signer, lip-speaker, reprographics assistant,
    resources technician, braillist, transcriber, manager, officer, specialist, portage visitor,
    professional tutor, early years educator, educator, phlebotomist,
    school counselling practitioner, mother, father, mum, dad, parent, parents, grandmother,
    grandfather, gran, nan, grandad, grandparent, grandparents, brother, sister, aunt, uncle,
    cousin, great-aunt, great-uncle, godmother, godfather, godparent, neighbour, sixth-former,
    stepfather, stepmother, guardian, foster mother, foster father, foster parents, foster carers,
    adoptive mother, adoptive father, adoptive parents, buddy, buddies, prefect, prefects,
    peer buddy, reading buddy, reading partner, talk partner,
    study partner, volunteer reader, volunteer, warden, boarding house parent,
    house parent, houseparent, matron, sleep practitioner, sleep counsellor, activity leader,
    activities leader, sessional worker, sitter, day nursery manager, scout leader, club leader,
    advocate, independent advocate
    """
)
SERVICES = phrases(
    """
    sensory service, sensory support service, sensory support team, sensory team,
    sensory impairment service, sensory impairment team, hearing support service,
    hearing impairment service, hearing impairment team, vision support service,
    vision impairment service, vision impairment team, visual impairment service,
    visual impairment team, vi team, hi team, deaf support service, camhs,
    child and adolescent mental health service, mental health support team, mhst,
    wheelchair service, wheelchair services, audiology clinic, audiology, audiology service,
    audiology department, orthotics, orthotics clinic, orthotic service, orthotics service,
    orthotics department, communication team, communication and interaction team,
    speech and language therapy service, speech and language therapy team,
    speech and language service, occupational therapy service, occupational therapy team,
    ot service, physiotherapy service, physiotherapy team, slt service, slt team, dietetics,
    dietetic service, continence service, bladder and bowel service, bladder and bowel team,
    community nursing team, children's community nursing team,
    children's community nursing service, community children's nursing team,
    school nursing service, school nursing team, school nursing, educational psychology service,
    educational psychology team, autism team, autism outreach team, autism outreach service,
    autism outreach, autism service, specialist teaching service, specialist teaching team,
    specialist teacher team, learning support service, learning support team,
    behaviour support service, behaviour support team, outreach service, outreach team, portage,
    portage service, aac hub, aac service, communication aid service, aac team, regional aac hub,
    assistive technology service, environmental control service, ict service, it team,
    posture and mobility service, specialist seating service, equipment service,
    community equipment service, epilepsy service, diabetes team, palliative care team,
    ophthalmology, orthoptics, optometry, physical and sensory support team,
    physical disability team, complex needs team, dyslexia team, dyslexia service,
    literacy support service, literacy team, hospital school, school's ict team,
    habilitation service, habilitation team, hospice team, travel training team, early help team,
    youth service, social care team, short breaks team, disabled children's team,
    children with disabilities team, music service, county music service,
    medical needs teaching service, home tuition service, neurodevelopmental team, feeding clinic,
    dysphagia team
    """
)
NOBODY = phrases(
    """
    adult, key adult, trusted adult, familiar adult, known adult, staff, school, professional,
    whoever, somebody, someone, team
    """
)
