"""Two hundred thousand households: what offices wait for when they ask about going home."""
