"""The papers of viewing requests: forms, notices, letters, receipts and the statistics of a year."""
