"""What a user would write with transformers alone for one file: load, generate, print; the cold peer.

python -m benchmarks.speed.cold_peer FILE SUMMARISER_FOLDER [TRANSLATOR_FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Summarise the file with the model's own generation settings; translate if a second folder is given."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    for number, folder in enumerate(sys.argv[2:]):
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).eval()
        rows = tokenizer(
            ("<abstract> " if number == 0 else "") + text, return_tensors="pt", truncation=True, max_length=160
        )
        out = model.generate(rows["input_ids"], attention_mask=rows["attention_mask"], num_beams=4, max_new_tokens=72)
        text = tokenizer.batch_decode(out, skip_special_tokens=True)[0]
        print(text)


if __name__ == "__main__":
    main()
