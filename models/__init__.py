"""The models that ship, and `recipes`, which made them: run from a checkout, `python -m models.recipes.…`."""
