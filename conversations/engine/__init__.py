"""The conversation engine: a journal of named answers, replayed to the first open question."""
