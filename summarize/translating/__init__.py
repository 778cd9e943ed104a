"""What stands around a translator: number words, capitals, lines."""
