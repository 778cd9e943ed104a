"""Speed and memory: each system in a process of its own, jobs handed out in turn, ratios within one run."""
