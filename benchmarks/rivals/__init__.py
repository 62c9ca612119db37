"""The same talk of eight answers, written as the documentation of two other frameworks says."""
