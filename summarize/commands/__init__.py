"""The commands of the command line, and what stands around each of them."""
