"""The channels, each an adapter with two halves: what comes in and what goes out."""
