"""One million needs: what offices wait for when they ask, and what it costs the residents."""
