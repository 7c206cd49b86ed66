"""Benchmarks: ratios against a baseline in the same run. They are no tests; ``make bench`` prints them."""
