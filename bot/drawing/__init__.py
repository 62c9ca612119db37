"""Pictures and papers: pure drawing, run in a bounded process of its own."""
