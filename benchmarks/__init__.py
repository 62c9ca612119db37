"""What we measure, against what, and how to rerun it: `python -m benchmarks`."""
