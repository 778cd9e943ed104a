"""A web back end of one's own that summarises: pip install 'summarize[serve]', then uvicorn web_back_end:app.

`summarize serve` is a server that is ready to use; this is for an application that has other routes too.
"""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from summarize import SummarizeError, Summarizer

app = FastAPI()
summarizer = Summarizer(length="short", offline=True)  # one for all requests: those that come together go together


class Article(BaseModel):
    """What a client sends."""

    text: str


@app.post("/teaser")
async def teaser(article: Article) -> dict[str, str | None]:
    """One sentence of an article, and why there is none where there is none."""
    try:
        summary = await summarizer.asummarize(article.text)
    except SummarizeError as error:
        raise HTTPException(422, str(error)) from error
    return {"teaser": summary.text or None, "status": summary.status}
