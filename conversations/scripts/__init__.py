"""The conversations themselves, one a file."""
