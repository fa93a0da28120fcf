"""Who may come in and what they may do: sign-in, sessions, the policy table, secured callbacks."""
