"""Language models behind an OpenAI-compatible server: Ollama, llama.cpp, vLLM, LM Studio, transformers serve, a hosted
one.

    entry (a name, its prompts) -> backend (texts to candidates) -> client (one request: waits, tries again, counts)

Only articles, prompts and settings go to the server. The key comes from the environment alone, and stands in no
message.
"""
