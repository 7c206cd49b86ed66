"""Where everything on a sign stands, and signs on a sheet; pure, with no PDF in it."""
