"""Rules over everything, and the board: what is due, what is missing, what drifted."""
