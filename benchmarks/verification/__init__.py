"""How well the library's check of summaries works: what it finds of what was put in, and what it flags wrongly."""
