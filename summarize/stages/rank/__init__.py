"""Which of the sentences at hand make the summary.

article.py   what is counted of an article, and the units a summary is put together from
selector.py  a learnt judgement of what of an article belongs in its summary
ranker.py    the choice: that judgement, what else is counted, and what a reader wishes for
"""

from .article import Article, Kind, Unit, content_words, longest_sentence, opens_on_pronoun, refers_back, words
from .ranker import FEATURES, Ranker, all_features, features, least_likely
from .selector import Selector

__all__ = [
    "FEATURES",
    "Article",
    "Kind",
    "Ranker",
    "Selector",
    "Unit",
    "all_features",
    "content_words",
    "features",
    "least_likely",
    "longest_sentence",
    "opens_on_pronoun",
    "refers_back",
    "words",
]
