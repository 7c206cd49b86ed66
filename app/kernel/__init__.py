"""Words every capability shares; standard library only, and a closed list of modules."""
