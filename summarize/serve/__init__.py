"""`summarize serve`: summaries, translations and language detection over HTTP.

    request -> size limit -> queue (full: 503) -> worker: requests of the same options together -> response

Input: HTTP requests. Output: the same values as `Summary.to_dict`. Needs the extra [serve].
"""
