"""What stands around a translator: what it must not touch, number words, capitals, lines."""
