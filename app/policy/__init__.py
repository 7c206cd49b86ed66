"""The CCTV policy: one document model, written in many formats, from a registry snapshot."""
