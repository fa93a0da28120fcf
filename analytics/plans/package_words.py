"""What a support package gives, in words that suit the section, the needs and the age.

The catalogue's own scope is its citation. Its words leave open what is promised ("such as", "small
group"), so they are not those of a plan; where an authority wrote a scope of its own, that is
quoted.
"""

from __future__ import annotations

from analytics.answers import listed
from analytics.plans.known import Known, titles
from analytics.plans.support import Offer, is_as_published

WORDS: dict[str, str] = {
    "sp2": "Individual teaching, one adult with one {learner}, for {needs}.",
    "sp3": "Teaching and practice with an adult in a group of {learner}s, for {needs}.",
    "sp4": "Speech and language therapy, picture exchange, or Makaton signs and symbols.",
    "sp5": "Planned activities through the day that help {called} cope with sound, touch, light "
    "and movement.",
    "sp6": "A calm place to go to, and a way of asking for it.",
    "sp7": "Activities that link words with pictures and objects, to build vocabulary and reading.",
    "sp8": "A known adult who notices distress early, helps {called} become calm, and keeps in "
    "touch with home.",
    "sp9": "Stories, play and acting out that show how to be with others and what to expect.",
    "sp10": "Teaching of everyday skills: dressing, cooking, money and travel.",
    "sp11": "Therapy or equipment for {needs}.",
    "sp12": "Short breaks or a family support worker, arranged with children’s social care.",
    "sp13": "Help from an adult with toileting, washing, dressing, eating or moving about.",
}
EARLY: dict[str, str] = {
    "sp3": "Play and practice with an adult in a group of children, for {needs}.",
    "sp9": "Stories and play that show how to be with others and what comes next.",
    "sp10": "Teaching of everyday skills, dressing among them.",
}
COLLEGE: dict[str, str] = {
    "sp9": "Stories and role play that show how to be with others and what to expect.",
    "sp10": "Teaching of everyday skills: cooking, money and travel.",
}
HEALTH = "Care for the health condition at {setting}: a care plan, therapy or equipment."
SLIGHT_LANGUAGE = "Speech and language therapy."
ADULT_CARE = "Support arranged with adult social care."


def package_words(known: Known, offer: Offer) -> str:
    """Return what a package gives, for one line of provision."""
    if not is_as_published(offer) or offer.package_id not in WORDS:
        return f"{offer.name}: “{offer.scope}”"
    return _template(known, offer).format(
        called=known.called,
        learner=_learner(known),
        needs=listed(titles(offer.needs)),
        setting="nursery" if known.stage.early else known.setting,
    )


def _template(known: Known, offer: Offer) -> str:
    if offer.section == "G":
        return HEALTH
    if offer.package_id == "sp12" and known.is_adult:
        return ADULT_CARE
    if offer.package_id == "sp4" and known.score("slc") == 1:
        return SLIGHT_LANGUAGE
    by_age = EARLY if known.stage.early else COLLEGE if known.in_college else {}
    return by_age.get(offer.package_id, WORDS[offer.package_id])


def _learner(known: Known) -> str:
    if known.stage.early:
        return "child"
    return "student" if known.in_college else "pupil"
