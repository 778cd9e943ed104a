"""Engines for decoder-only models, and the building of one from a pretrained base and an adapter."""
