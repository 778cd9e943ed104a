"""An article to its summary: what stands by itself, what can be trimmed, what a model wrote."""
