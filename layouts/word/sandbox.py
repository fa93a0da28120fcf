"""Where the program of a template runs: it sees words, and can reach or repeat nothing else."""

from __future__ import annotations

from typing import Any

from jinja2 import ChainableUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

NO_SUMS = "sums and repeats of texts are not done in templates"
# The rest of jinja2's filters can make a text as long as the computer's memory.
FILTERS = (
    "upper",
    "lower",
    "capitalize",
    "title",
    "trim",
    "default",
    "join",
    "first",
    "last",
    "length",
)


class Sandbox(ImmutableSandboxedEnvironment):
    """Run a template on plain words; `unknown` gathers the placeholders that stand for nothing."""

    intercepted_binops = frozenset({"*", "**", "%", "+", "-", "/", "//"})

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        met: set[str] = set()
        self.unknown = met

        class Unknown(ChainableUndefined):
            def __str__(self) -> str:
                if self._undefined_exception is SecurityError:
                    self._fail_with_undefined_error()
                met.add(str(self._undefined_name))
                return f"[not known: {self._undefined_name}]"

        self.undefined = Unknown
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def call_binop(self, *_: Any) -> Any:
        """Refuse: a text times a thousand million would take the computer's memory."""
        raise SecurityError(NO_SUMS)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse the methods of words, lists and numbers, such as centring in a wide line."""
        plain = isinstance(obj, str | int | float | list | dict)
        return not plain and bool(super().is_safe_attribute(obj, attr, value))
