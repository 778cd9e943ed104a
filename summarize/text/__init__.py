"""Text without models: words, numbers, names as tables, and the Document that holds them."""
