"""The civic rules: pure functions and facts, with no clock, no store and no words for people."""
