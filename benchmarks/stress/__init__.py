"""Hard use: many threads on one summariser, processes that start at once, kills, broken caches, forks."""
