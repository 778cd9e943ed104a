"""A folder on a Ray cluster: pip install 'summarize[ray]', then RAY_ADDRESS=head:6379 python on_ray.py IN OUT.jsonl.

Without RAY_ADDRESS a cluster of this machine's cores is started. A run that was stopped goes on where it was.
"""

import sys

from summarize.batch import Plan, run


def main(articles: str, output: str) -> None:
    """Summarise every article of a folder or table; print how it went."""
    report = run(articles, output, plan=Plan(executor="ray"))
    print(f"{report.articles} rows, {report.computed} summarised now, {report.failed} failed")


if __name__ == "__main__":
    main(*sys.argv[1:3])
