"""Shared by all recipes: packed corpora, the training loop, initial weights, export, text normalisation."""
