"""Looks through a month of the footage register: what is odd, a sample of the rest, what people say, and minutes."""
