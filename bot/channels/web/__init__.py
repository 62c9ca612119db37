"""The web page: a right-to-left chat that works with and without JavaScript."""
