"""The measuring side of the project: metrics, systems, data files and the commands that bring them together.

Enters: data files and the names of systems. Leaves: scores with intervals and signatures, on standard output and as
JSON. Run it as `python -m benchmarks`. The library never imports this package.
"""
