"""Public and developer pages that are not a conversation."""
