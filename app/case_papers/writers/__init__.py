"""Papers in formats other than PDF."""
