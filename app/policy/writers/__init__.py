"""Owns the plain writers of the policy: HTML, Markdown, text and JSON, all from the one document model."""
