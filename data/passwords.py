"""Passwords: which ones are refused, and how they are kept; nobody's account is known here."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# NIST SP 800-63B-4, 3.1.1: 8 is the least that may be taken, 15 is advised; no rules about the mix
# of characters, but common passwords and the user name are refused.
SHORTEST = 8
ADVISED = 15
FEWEST_DIFFERENT = 4
SHORTEST_NAME_LOOKED_FOR = 3

# Of the 7,772 words of the Electronic Frontier Foundation's long list that are letters alone: five
# make 64 bits, and can be read out by telephone.
WORDS_GIVEN = 5
BETWEEN_WORDS = "-"

# Heads of the public lists of leaked passwords. Digits and signs at the end, and digits that stand
# for letters, are taken off before looking, so that "P@ssw0rd2026!" is found as "password".
COMMON_WORDS = """
1q2w3e4r 1q2w3e4r5t 1qaz2wsx 123456789 1234567890 12345678 87654321 987654321 abc12345
abcdefgh abcdefghi access administrator admin arsenal asdfghjk asdfghjkl baseball birmingham
changeme charlie chelsea chocolate computer council default dragon england everton football
internet iloveyou letmein liverpool london manchester master michael monkey mustang nothing
passphrase password passwordpassword princess qazwsxedc qwer1234 qwerty qwertyui qwertyuiop
rangers secret shadow starwars summer sunshine superman temporary test tottenham trustno
welcome whatever winter zaq12wsx zxcvbnm
"""
COMMON = frozenset(COMMON_WORDS.split())
LETTERS_FOR_SIGNS = str.maketrans("@4031!$5", "aaoeiiss")
TAIL = re.compile(r"[\W\d_]+$")
HASHER = PasswordHasher()


def password_problem(password: str, *, username: str) -> str | None:
    """Return why a password is refused, in one sentence, or None if it may be used."""
    plain = _composed(password).casefold()
    if len(plain) < SHORTEST:
        return f"The password must have {SHORTEST} characters or more; {ADVISED} is better."
    if len(set(plain)) < FEWEST_DIFFERENT:
        return "The password repeats the same few characters."
    if plain in COMMON or TAIL.sub("", plain).translate(LETTERS_FOR_SIGNS) in COMMON:
        return "The password is one of the most common; choose three unrelated words instead."
    if len(username) >= SHORTEST_NAME_LOOKED_FOR and username.casefold() in plain:
        return "The password must not contain the user name."
    return None


def password_advice(password: str) -> str | None:
    """Return how an acceptable password could be better, or None if it is long enough."""
    if len(_composed(password)) >= ADVISED:
        return None
    return f"This password may be used, but {ADVISED} characters or more are advised."


def one_time_password(username: str) -> str:
    """Return a new password of several words that a person may be given for their first sign-in."""
    tries = iter(_random_words, None)
    return next(words for words in tries if not password_problem(words, username=username))


def _random_words() -> str:
    from xkcdpass import xkcd_password  # noqa: PLC0415 - few requests ask for it

    return str(
        xkcd_password.generate_xkcdpassword(
            word_list(), numwords=WORDS_GIVEN, delimiter=BETWEEN_WORDS
        )
    )


@cache
def word_list() -> tuple[str, ...]:
    """Return the words that one-time passwords are made of."""
    from xkcdpass import xkcd_password  # noqa: PLC0415 - as above

    place = xkcd_password.locate_wordfile("eff-long")
    found = xkcd_password.generate_wordlist(place, min_length=3, max_length=9, valid_chars="[a-z]")
    return tuple(found)


class Passwords:
    """Hash and compare passwords with argon2id, doing the same work whether or not one exists."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or HASHER
        self._nobody = _hash_of_nobody(self._hasher)

    def hash(self, password: str) -> str:
        """Return the hash that is kept in place of the password."""
        return self._hasher.hash(_composed(password))

    def matches(self, password: str, kept: str) -> bool:
        """Say whether the password is the one kept; if none is, take as long to say no."""
        try:
            self._hasher.verify(kept or self._nobody, _composed(password))
        except (VerificationError, InvalidHashError):
            return False
        return bool(kept)

    def outdated(self, kept: str) -> bool:
        """Say whether the hash was made with other parameters than those used now."""
        return self._hasher.check_needs_rehash(kept)


@cache
def _hash_of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody has this password")


def _composed(password: str) -> str:
    # The same letters typed on two keyboards may arrive as different code points.
    return unicodedata.normalize("NFKC", password)
