"""What is wrong in a form: pairs of a field and a sentence, the field "" where it is of none.

Several sentences may belong to one field, or to none; they are told in their order.
"""

from __future__ import annotations

Problem = tuple[str, str]
Problems = tuple[Problem, ...]
