"""Two systems judged by a reader: a sheet of articles with two summaries each in blind order, and its count.

Input: articles and two systems, or a filled sheet and its key. Output: a folder with the sheet as a page and as plain
text, and the key; or a table of verdicts by system. Raises `BenchmarkError`.
"""
