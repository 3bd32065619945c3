"""How the things of lower rooms are found; higher rooms register theirs themselves."""
