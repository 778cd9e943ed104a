"""Summaries as a column of a table: pip install summarize pandas, then python pandas_column.py IN.csv OUT.csv.

IN.csv has a column "text". An article that cannot be summarised has its reason in the column "status".
"""

import sys

import pandas

from summarize import Summarizer


def main(source: str, target: str) -> None:
    """Read a table, add the columns "summary", "status" and "language", write it."""
    table = pandas.read_csv(source)
    with Summarizer(length="short") as summarizer:
        results = summarizer.summarize_many(table["text"].fillna("").tolist(), keep_going=True)
    table["summary"] = [result.text for result in results]
    table["status"] = [result.status for result in results]
    table["language"] = [result.language for result in results]
    table.to_csv(target, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:3])
