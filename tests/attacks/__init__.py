"""What somebody who means harm, or somebody's cat, sends over HTTP."""
