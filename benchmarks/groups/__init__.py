"""Measures of what working groups do: drafts to ten thousand, chains, composing."""
