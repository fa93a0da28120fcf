"""What an account may be called and be: each problem in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from data.schemas import ROLES, Invalid

# A family gets a single-purpose link to its own form, never an account.
STAFF_ROLES: tuple[str, ...] = tuple(role for role in ROLES if role != "family")
OF_A_SCHOOL = "senco"

USERNAME_PATTERN = re.compile(r"[a-z0-9][a-z0-9._@\-]{0,59}")
LONGEST_NAME = 120

# Whoever is not a person: it makes the accounts that no administrator makes.
SYSTEM = "system"


def canonical(username: str) -> str:
    """Return the one form in which a user name is kept and compared."""
    return username.strip().lower()


def is_username(name: str) -> bool:
    """Say whether a canonical name can be a user name at all."""
    return USERNAME_PATTERN.fullmatch(name) is not None


def refuse_account(given: Mapping[str, Any], *, password: str | None = None) -> None:
    """Raise Invalid with one sentence per field given that cannot be accepted.

    `password` is what is wrong with the password, if anything is.
    """
    problems = {
        "display_name": _name_problem(given["display_name"]) if "display_name" in given else None,
        "username": _username_problem(given["username"]) if "username" in given else None,
        "role": _role_problem(given["role"]) if "role" in given else None,
        "school_id": _school_problem(**given) if "school_id" in given else None,
        "password": password,
    }
    found = {field: sentence for field, sentence in problems.items() if sentence}
    if found:
        raise Invalid(found)


def _username_problem(name: str) -> str | None:
    if not name:
        return "Give a user name, such as ann.lee."
    if name == SYSTEM:
        return "This user name is the app's own."
    if is_username(name):
        return None
    return "A user name has up to 60 letters, digits and . _ @ - and begins with a letter or digit."


def _name_problem(display_name: str) -> str | None:
    if not display_name.strip():
        return "Enter the person's name."
    if len(display_name) > LONGEST_NAME or not display_name.isprintable():
        return f"The name has {LONGEST_NAME} characters at most, all of them printable."
    return None


def _role_problem(role: str) -> str | None:
    return None if role in STAFF_ROLES else "Choose one of the staff roles."


def _school_problem(role: str, school_id: str | None, **_: Any) -> str | None:
    if role == OF_A_SCHOOL and not school_id:
        return "A SENCO's account needs the school."
    if role != OF_A_SCHOOL and school_id:
        return "Only a SENCO's account belongs to a school."
    return None
