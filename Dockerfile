# summarize serve: docker build -t summarize . && docker run -p 8000:8000 summarize
FROM python:3.12-slim
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY summarize summarize
COPY models models
RUN pip install --no-cache-dir '.[serve,documents]' && rm -rf /source/*
RUN useradd --create-home served
USER served
ENV SUMMARIZE_OFFLINE=1
EXPOSE 8000
HEALTHCHECK CMD python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health')"
CMD ["summarize", "serve", "--host", "0.0.0.0"]
