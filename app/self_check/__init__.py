"""The yearly self-check: questions answered by the records themselves or by a person, and frozen once a year."""
