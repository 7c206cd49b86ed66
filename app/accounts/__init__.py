"""People, posts held, roles, sign-in, rights history."""
