"""Telegram: raw updates in through our own ingress, Bot API methods out by plain calls."""
