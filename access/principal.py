"""Who is asking: the person behind one request, as the server's own session has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Principal:
    """Name the person, the role that gives rights and the session that vouches for both."""

    username: str
    display_name: str
    role: str
    school_id: str | None
    session_id: str

    @property
    def signed_in(self) -> bool:
        """Say whether anybody is signed in at all."""
        return bool(self.session_id)


# Nobody signed in. No account can have this role: it is not one of data.schemas.ROLES.
VISITOR = "visitor"
ANONYMOUS = Principal(username="", display_name="", role=VISITOR, school_id=None, session_id="")
