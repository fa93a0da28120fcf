"""The one table of who may do what to whom; whatever it does not grant is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from access.principal import VISITOR
from data.schemas import ROLES

# Whoever may ask: the roles of accounts, and a visitor who has not signed in.
ASKING: dict[str, str] = {VISITOR: "Visitor, not signed in", **ROLES}

RELATIONS: dict[str, str] = {
    "own": "the co-ordinator who holds the pupil's case",
    "asked": "the specialist who was asked for advice on the pupil",
    "school": "the SENCO of the pupil's school",
    "other": "anybody else",
    "none": "the action is about no one pupil",
}
NO_PUPIL = "none"
PUPIL_RELATIONS = tuple(relation for relation in RELATIONS if relation != NO_PUPIL)


@dataclass(frozen=True)
class Action:
    """Say what an action is, and whether it is done to one pupil's record."""

    meaning: str
    about_pupil: bool = False


ACTIONS: dict[str, Action] = {
    "page.read": Action("Open a page"),
    "panel.read": Action("See in the control panel which pages one may open"),
    "sen2.read": Action("Read the published SEN2 figures of every authority"),
    "sen2.import": Action("Load releases of the published SEN2 figures"),
    "own_sen2.read": Action("Read our own SEN2 figures, small counts withheld"),
    "own_sen2.export": Action("Export and check the SEN2 return: every person's record"),
    "caseload.read": Action("See the list of pupils one may read"),
    "pupil.search": Action("Find a pupil among those one may read"),
    "pupil.read": Action("Read a pupil's record", about_pupil=True),
    "pupil.create": Action("Add a pupil"),
    "assessment.write": Action(
        "Change the 20 answers, their notes and validation, and the primary need",
        about_pupil=True,
    ),
    "assessment.save": Action(
        "Save a revision, of the answers, what the panel took into account or both",
        about_pupil=True,
    ),
    "panel.record": Action(
        "Write what the panel took into account and comments on the final plan", about_pupil=True
    ),
    "documents.read": Action("Read a pupil's documents and what they say", about_pupil=True),
    "documents.upload": Action("Add documents to a pupil's bundle", about_pupil=True),
    "documents.correct": Action(
        "Put right what a document is, or take it out of the bundle", about_pupil=True
    ),
    "dual_run.read": Action("See how far people and the reader of documents agree, as totals"),
    "documents.redact": Action("List the names of people in a pupil's documents", about_pupil=True),
    "process.read": Action("Read the dates and limits of a pupil's process", about_pupil=True),
    "process.record": Action(
        "Record the dates of a pupil's process and the advice asked for", about_pupil=True
    ),
    "exception.record": Action(
        "Record why the limits of 16 and 20 weeks need not be kept", about_pupil=True
    ),
    "plan.read": Action("Read a pupil's plan, its history and its comments", about_pupil=True),
    "plan.write": Action(
        "Change, add, move, agree or take out lines of a plan, and its name and pronoun",
        about_pupil=True,
    ),
    "plan.comment": Action("Comment on a plan, and deal with comments", about_pupil=True),
    "plan.draft": Action("Draft a plan from the sources, or draft it again", about_pupil=True),
    "benchmark.read": Action(
        "Compare a pupil with the clusters and with similar cases", about_pupil=True
    ),
    "history.read": Action("Read who changed what in a pupil's record", about_pupil=True),
    "charts.read": Action("Read the charts of the clusters, the library and the nation"),
    "cases.read": Action("See single library cases, and clusters of 5 cases or fewer"),
    "model.derive": Action("Derive a cluster model and see who would move"),
    "model.adopt": Action("Adopt a cluster model, or go back to the one before"),
    "catalogue.read": Action("Read the catalogue of support packages"),
    "catalogue.write": Action("Change the catalogue of support packages"),
    "rule.read": Action("Read the cluster rules"),
    "rule.write": Action("Change the cluster rules"),
    "panel.meetings": Action("See the panel's meetings and agendas, and add a meeting"),
    "panel.refer": Action("Put a pupil on an agenda, or take them off", about_pupil=True),
    "panel.review": Action("Read what the panel has before it of a pupil", about_pupil=True),
    "panel.decide": Action("Decide for the panel, or confirm a decision", about_pupil=True),
    "placement.read": Action("Read where a pupil could be placed", about_pupil=True),
    "placement.consult": Action(
        "Record what schools were asked and answered, and what the family wants", about_pupil=True
    ),
    "plan.issue": Action("Name the placement and issue the final plan", about_pupil=True),
    "feedback.read": Action("Read what feedback says of a pupil's progress", about_pupil=True),
    "feedback.ask": Action(
        "Make, renew and take back links that ask for feedback", about_pupil=True
    ),
    "feedback.record": Action(
        "Record feedback for somebody: results of a school, or what was told", about_pupil=True
    ),
    "feedback.send_results": Action("Send results of several pupils in one file"),
    "reviews.read": Action("See whose plan may need an early review, among those one may read"),
    "reviews.decide": Action("Decide whether a plan is reviewed early", about_pupil=True),
    "evidence.read": Action(
        "Read what feedback says of outcomes, packages, clusters and settings, and who answers"
    ),
    "evidence.adopt": Action("Adopt a version of the recommendations, or go back to one"),
    "value.read": Action("Read the value calculator"),
    "value.write": Action("Keep the authority's own figures for the value calculator"),
    "accounts.read": Action("See who may sign in, and what became of each account"),
    "accounts.write": Action(
        "Add people, change what they are, give one-time passwords, open and close accounts"
    ),
    "password.change": Action("Change one's own password"),
    "session.end": Action("Sign out"),
}

Grants = Mapping[str, Mapping[str, tuple[str, ...]]]

ANY_PUPIL = PUPIL_RELATIONS
YES = (NO_PUPIL,)
EVERYBODY = dict.fromkeys(ASKING, YES)
ALL_STAFF = {role: YES for role in ROLES if role != "family"}
CASEWORKERS = dict.fromkeys(("co-ordinator", "specialist", "panel", "senco"), YES)
READERS = {
    "co-ordinator": ("own", "other"),
    "specialist": ("asked",),
    "panel": ANY_PUPIL,
    "senco": ("school",),
}

# Analysts work on pseudonymised data, leaders on totals, administrators on settings: none of them
# opens a pupil's record. A family will have single-purpose links, so no role of its own here.
GRANTS: Grants = {
    "page.read": ALL_STAFF,
    "panel.read": EVERYBODY,
    "sen2.read": EVERYBODY,
    "sen2.import": {"administrator": YES},
    "own_sen2.read": {"analyst": YES, "leader": YES, "administrator": YES},
    # The return is about each person: the one place where an administrator handles records.
    "own_sen2.export": {"administrator": YES},
    "caseload.read": CASEWORKERS,
    "pupil.search": CASEWORKERS,
    "pupil.read": READERS,
    "pupil.create": {"co-ordinator": YES},
    "assessment.write": {"co-ordinator": ("own",), "specialist": ("asked",)},
    "panel.record": {"co-ordinator": ("own",), "panel": ANY_PUPIL},
    "assessment.save": {
        "co-ordinator": ("own",),
        "specialist": ("asked",),
        "panel": ANY_PUPIL,
    },
    "documents.read": READERS,
    # Who holds the case, and those who are asked for papers: they send what they wrote.
    "documents.upload": {"co-ordinator": ("own",), "specialist": ("asked",), "senco": ("school",)},
    "documents.correct": {"co-ordinator": ("own",)},
    "documents.redact": {"co-ordinator": ("own",)},
    "dual_run.read": {"analyst": YES, "leader": YES, "administrator": YES},
    "process.read": READERS,
    "process.record": {"co-ordinator": ("own",)},
    "exception.record": {"co-ordinator": ("own",)},
    "plan.read": READERS,
    "plan.write": {"co-ordinator": ("own",), "specialist": ("asked",)},
    "plan.comment": {
        "co-ordinator": ("own",),
        "specialist": ("asked",),
        "panel": ANY_PUPIL,
        "senco": ("school",),
    },
    "plan.draft": {"co-ordinator": ("own",)},
    "benchmark.read": READERS,
    "history.read": READERS,
    "charts.read": ALL_STAFF,
    "cases.read": CASEWORKERS,
    "model.derive": {"analyst": YES, "administrator": YES},
    "model.adopt": {"administrator": YES},
    "catalogue.read": ALL_STAFF,
    "catalogue.write": {"administrator": YES},
    "rule.read": ALL_STAFF,
    "rule.write": {"administrator": YES},
    "panel.meetings": {"co-ordinator": YES, "panel": YES},
    "panel.refer": {"co-ordinator": ("own",)},
    "panel.review": {"co-ordinator": ("own", "other"), "panel": ANY_PUPIL},
    "panel.decide": {"panel": ANY_PUPIL},
    "placement.read": {
        "co-ordinator": ("own", "other"),
        "specialist": ("asked",),
        "panel": ANY_PUPIL,
    },
    "placement.consult": {"co-ordinator": ("own",)},
    "plan.issue": {"co-ordinator": ("own",)},
    "feedback.read": READERS,
    "feedback.ask": {"co-ordinator": ("own",)},
    "feedback.record": {"co-ordinator": ("own",), "senco": ("school",)},
    "feedback.send_results": {"co-ordinator": YES, "senco": YES},
    "reviews.read": CASEWORKERS,
    "reviews.decide": {"co-ordinator": ("own",)},
    # Totals only, small groups withheld.
    "evidence.read": ALL_STAFF,
    "evidence.adopt": {"administrator": YES},
    "value.read": ALL_STAFF,
    "value.write": {"leader": YES, "administrator": YES},
    "accounts.read": {"administrator": YES},
    "accounts.write": {"administrator": YES},
    "password.change": ALL_STAFF,
    "session.end": ALL_STAFF,
}


def checked(grants: Grants) -> frozenset[tuple[str, str, str]]:
    """Return every granted role, action and relation; raises ValueError on a name nobody knows."""
    cells = {
        (role, action, relation)
        for action, roles in grants.items()
        for role, relations in roles.items()
        for relation in relations
    }
    unknown = sorted(cell for cell in cells if not _known(*cell))
    if unknown or set(grants) != set(ACTIONS):
        raise ValueError(f"The policy names what does not exist or misses an action: {unknown}")
    return frozenset(cells)


def _known(role: str, action: str, relation: str) -> bool:
    if role not in ASKING or action not in ACTIONS:
        return False
    return relation in (PUPIL_RELATIONS if ACTIONS[action].about_pupil else YES)


TABLE = checked(GRANTS)


def allows(role: str, action: str, relation: str) -> bool:
    """Say whether the role may do the action to a pupil it stands in this relation to."""
    return (role, action, relation) in TABLE


def relations_allowing(role: str, action: str) -> tuple[str, ...]:
    """Return the relations in which the role may do the action, so that lists can be narrowed."""
    return tuple(relation for relation in RELATIONS if allows(role, action, relation))


def may(role: str, action: str) -> bool:
    """Say whether the role may do the action at all, so that a page can offer it."""
    return bool(relations_allowing(role, action))


def describe() -> str:
    """Return docs/access.md: the table in words, so that it cannot differ from the program."""
    headings = ["Action", "Meaning", *ASKING.values()]
    rows = [_row(action) for action in ACTIONS]
    return "\n".join(
        [
            "# Who may do what",
            "",
            "Written by `access.policy.describe()` from the table that the program obeys; a test",
            "fails when the two differ. What is not granted here is refused.",
            "",
            _line(headings),
            _line("---" for _ in headings),
            *rows,
            "",
            "A person stands in one relation to each pupil:",
            "",
            *(f"- **{relation}**: {RELATIONS[relation]}" for relation in PUPIL_RELATIONS),
            "",
        ]
    )


def _row(action: str) -> str:
    cells = (_cell(role, action) for role in ASKING)
    return _line([f"`{action}`", ACTIONS[action].meaning, *cells])


def _cell(role: str, action: str) -> str:
    relations = relations_allowing(role, action)
    if not relations:
        return "no"
    if relations == YES:
        return "yes"
    return "any pupil" if relations == ANY_PUPIL else ", ".join(relations)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
