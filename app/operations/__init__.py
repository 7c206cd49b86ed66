"""Running an installation: first start, jobs, backup and restore, health."""
