"""What can be seen a child do, and what can only be hoped for."""

from __future__ import annotations

from analytics.plan_text.patterns import phrases

ACTS = phrases(
    """
    ask, asks, asked, asking, say, says, saying, said, tell, tells, telling, told, be invited,
    name, names, naming,
    answer, answers, answering, greet, greets, reply, replies, call, calls, shout, whisper,
    speak in, speak to, speaks in, speaks to, talk about, talk for, talks about, retell, retells,
    retelling, describe, describes, explain, explains, repeat, repeats, request, requests,
    requesting, reject, comment, comments, sing, hum, phrases of, vocalise, initiate, initiates,
    start conversations, start a conversation, starts a conversation, hold a conversation,
    take turns, takes turns, take a turn, takes a turn, wait, waits, waiting, shares, join, joins,
    joining, joined, play, plays, playing, invite, invites, read, reads, reading age, reading,
    write, writes, writing, written, spell, spells, spelling, copy, copies, type, types, typing,
    dictate, dictates, count, counts, counting, add, adds, subtract, multiply, divide, solve,
    solves, recall, recalls, recite, calculate, measure, draw, draws, cut, cuts, trace, colour in,
    glue, thread, match, matches, sort, sorts, sequence, point, identify, identifies, recognise,
    recognises, label, list, lists, score, scores, scored, score of, pass, passes, entry level,
    gain a, hold an apprenticeship, times tables, bonds to, common exception words,
    high-frequency words, multiplication, change from, pay, pays, buy, buys, order food, shop,
    shops, cook, cooks, make a sandwich, make toast, prepare, prepares, pour, pours, stir, chop,
    wash up, tidy, tidies, set the table, load, dress, dresses, dressing, undress, put on,
    puts on, take off, takes off, taking off, wash, washes, brush, brushes, bath, shower, toilet,
    use the toilet, dry, clean, sleep in, sleep from, sleep through, sleep for, make friends,
    make one friend, make two friends,
    make a friend, make three friends, sleeps, wake, get up, get dressed, eat, eats, eating,
    eaten, drink, drinks, chew, swallow, lick, touch, touches, taste, feed himself, feed herself,
    bite, biting, bites, kick, hit, hits, hitting, spit, punch, hurt, scream, throw, throws,
    self-harm, absconding, run off, runs off, leave the room, leaves the room, leaving the room,
    leave lessons, swear, walk, walks, walking, run, climb, climbs, stand, stands, standing, sit,
    sits, sitting, seated, step, steps, transfer, transfers, roll, crawl, lift, carry, carries,
    catch, catches, hop, jump, ride, rides, swim, swims, cycle, push, pull, propel, propels,
    drive, drives, travel, travels, travelled, travel to, cross, crosses, crossing, get from,
    gets from, go to the, go to school, go into, goes into, goes to, enter, enters, come into,
    comes into, come to school, arrive, arrives, attend school, attend lessons, attend all,
    attend college, attend, stay in, stays in, stay at, stays at, remain in, remains in,
    remain seated, move from, move between, moves between, moves from, move around, line up,
    lines up, queue, follow, follows, followed, following instructions, listen to, listens to,
    look at, looks at, eye contact, turn to, turns to, raise his hand, raise her hand, raises his,
    raises her, put up, puts up, hand up, hand over,
    hands over, hold, holds, grasp, grip, press, presses, pick up, switch, sign, signs, signing,
    gesture, show, shows, use a, use his, use her, uses a, uses his, uses her, use sentences,
    use symbols, use one, use two, use three, use at least, wear, wears, test his, test her,
    tests his, tests her, inject, injects, check his, checks his, check her, record, records,
    pack, packs, unpack, collect, collects, hang, hangs, put away, complete, completes, completed,
    finish, finishes, work alone, hand in, hands in, choose, chooses, choose between, vote, apply,
    applies, phone, ring, text, email, message, visit, club, clubs, keep to, keeps to, part in,
    takes part, take part, contribute, contributes, perform, lead, settle, settles, separate from,
    separates from, leave his, leave her, leaves his, calm, calms, breathe, breathes, count to,
    zones of, name how, pass neutral, catheterise, weight of, weigh, weighs, gain weight, bmi,
    steps to, dance, skip, score a, kneel, blow, splash, float, tolerate, tolerates,
    change himself, fasten, fastens, tie, ties, button, does up, do up, post, open, opens, close,
    turn, turn on, wipe, flush, test, understood by, be understood, understood in, handle, smile,
    laugh, cry, cries, without crying, pick him
    """
)
ABSTRACT = phrases(
    """
    improve, improves, improved, improvement, develops, developed, increase, increased, enhance,
    enhanced, better, progress, expected progress, confident, confidence, happy, happier, settled,
    safe, safer, safely, self-esteem, resilience, resilient, independence, independent,
    communication, social skills, social interaction, wellbeing, well-being, potential, emotions,
    emotional, regulate, regulated, regulation, cope, copes, manage, manages, understanding,
    understand, understands, knows, school-ready, has strategies, engage, engaged, engagement,
    attention, concentration, behaviour, behave, behaves,
    literacy, numeracy, maths, mobility, health, healthy, healthier, friendships, relationships,
    included, inclusion, sense of belonging, belong, feel, feels, enjoy, enjoys, achieve,
    achieves, participate, skills, aware, awareness, motivated, anxiety, anxious, calmer, mature,
    language, learning, attainment, quality of life, community, adulthood, fulfil, fulfilled,
    aspirations, ready, prepared, positive, sociable, get on, gets on, make the most, experiences,
    access the curriculum, catch up, friends, chances, communicate, communicates,
    try his best, tries his best, try her best, do well, does well, best, fit in, thrive, succeed,
    motor skills, transition, transitions, trust, stable, motivation, organised, organisation,
    working memory, play skills, self-care, lifestyle, balanced diet
    """
)
THINGS = phrases(
    """
    sentence, sentences, words, letters, letter sounds, sounds, number facts, number bonds,
    times tables, common exception words, multiplication, coins, gcse, gcses, btec, certificate,
    apprenticeship, paid work, a job, attendance, outbursts, incidents, coat, shoes, laces,
    buttons, zip, socks, teeth, toilet, cup, spoon, fork, spoonfuls, mouthfuls, kerb, kerbs, bus,
    journey, stairs, steps, metres, lengths, words a minute, words per minute, reading age,
    standard score, score of, open questions, degrees, unaided, red card, switch, wheelchair,
    cane, hearing aids, glasses, splints, homework, diary, party, parties, turns, playtimes,
    grandfather, eye contact, hand up, hands up, bed, meal, meals, sandwich, drink,
    toast, pressure-area, blood glucose, insulin, seizures, hits, bites, epilepsy, kilograms,
    kilos, kg, bmi, spellings, foods, questions, swims, swimming
    """
)
