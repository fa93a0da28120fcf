"""What the plain pages say before, after and instead of the form; short enough for a child."""

from __future__ import annotations

WELCOME = (
    "We want to know what you think.",
    "It takes about five minutes. You can stop and come back.",
)
ASK = "Ask the person who sent you the link."
NO_LINK = "Open the link that we sent you, or paste it here."
NO_CODE = "Type your six numbers."
NOT_OPENED = "This did not open. Look at the six numbers and try again."
AFTER_NOT_OPENED = (f"After five wrong tries the link will not work. {ASK}",)
TOO_MANY = "There were too many tries. Wait 15 minutes, then try again."
CODE_DIGITS = 6

THANKS = "Thank you. We have your answer."
AFTER_THANKS = ("You can close this page now.",)
LEFT = "What you said is kept"
LOST = "Open your link again"
AFTER_LOST = (
    "Some time has passed, or your link has changed.",
    "Open your link again and type your six numbers.",
    "What you said on the steps before is kept.",
)
CLOSED = "This link is closed"
NOTHING_SAID = "You have not said anything yet. Say at least one thing, then send it."
STILL_HERE = "What you said is still here. Try again in a few minutes."
CHANGED = "Your link was changed just now. Nothing is lost. Try to send it again."


def opening_problems(*, token: str, code: str) -> dict[str, str]:
    """Return a sentence for each factor that was not given in its form."""
    problems = {
        "token": "" if token else NO_LINK,
        "code": "" if len(code) == CODE_DIGITS and code.isascii() and code.isdecimal() else NO_CODE,
    }
    return {name: sentence for name, sentence in problems.items() if sentence}


def left(last_day: str) -> tuple[str, ...]:
    """Return how to come back."""
    return (
        "Open the same link again when you want to go on. Use the same six numbers.",
        f"The link works until {last_day}.",
    )


def closed(state: str) -> tuple[str, tuple[str, ...]]:
    """Return the heading and the sentences of a link that takes no answer."""
    if state == "answered":
        return THANKS, (
            "This link was used, so it does not open again.",
            f"Do you want to say more? {ASK}",
        )
    return CLOSED, (
        "It does not take answers any more.",
        f"{ASK} They can open it for you again. Then you can go on where you stopped.",
    )
