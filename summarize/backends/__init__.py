"""Engines: the only modules that know CTranslate2 or transformers. `base` says what an engine must do."""
