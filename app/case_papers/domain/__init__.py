"""What papers are made of: facts in plain types, the figures of a year, and the paper itself as blocks."""
