"""Start, answer, advance: load the events, ask the policy, do it, append."""
