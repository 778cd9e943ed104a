"""Metrics: texts or tokens in, numbers between 0 and 1 (counts where said so) out; none reads a file or a model."""
