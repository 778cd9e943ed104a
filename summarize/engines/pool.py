"""The models that some options use: chosen by language, loaded when first used, kept.

Input: Options. Output: loaded Models, and routes through them. Raises for: what `load_model` and the routes refuse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..forks import ForkLock
from ..options import Options, is_by_server
from .load import Model, load_model
from .registry import Entry, Task, find_entry, registry
from .routes import Route, plan_default, plan_route, require_direction, translation_chain
from .server.client import Client
from .server.entry import client_for
from .store import is_local, locate

if TYPE_CHECKING:
    from .layers import Layers
    from .reader import OpeningReader, Reader

_MOST_SHARED = 4


class ModelPool:
    """Holds loaded models; safe to share between threads.

    Args:
        options: which models may be used, and how they are loaded.
    """

    def __init__(self, options: Options):
        self.options = options
        self._models: dict[tuple[str, Task], Model] = {}
        self._layers: dict[str, Layers] = {}
        self._readers: dict[str, Reader] = {}
        self._opening_readers: dict[str, OpeningReader] = {}
        self._client: Client | None = None
        self._lock = ForkLock()

    def writer(self, route: Route) -> Model | None:
        """The model that writes on a route; None where the article's own sentences are taken."""
        return self._loaded(self.options.model or route.summariser, "summarization") if route.summariser else None

    def translator(self, name: str) -> Model:
        """A translator by its entry's name, or the one that the options name, where that is its entry's."""
        asked = self.options.translator
        return self._loaded(asked if asked and find_entry(asked, "translation").name == name else name, "translation")

    def reader(self, languages: tuple[str, ...]) -> tuple[Reader, Entry] | None:
        """What reads translations between two languages by a translator's layers, and the entry of the translator whose
        they are; None where there is none here, or where results must be the same on every processor, for which it is
        not made."""
        entry = self._read_by_layers(lambda entry: bool(entry.reader or entry.read_by) and entry.languages == languages)
        own = find_entry(entry.read_by, "translation") if entry and entry.read_by else entry
        if entry is None or own is None or not is_local(own):
            return None
        from .reader import Reader

        with self._lock:
            if entry.name not in self._readers:
                layers = self._layers_of(own)
                self._readers[entry.name] = Reader(layers, str(own.reader), is_turned=own is not entry)
            return self._readers[entry.name], entry

    def opening_reader(self, language: str) -> tuple[OpeningReader, Entry] | None:
        """What reads openings of summaries by the layers of a translator from their language, and that translator's
        entry; None where there is none, as for `reader`."""
        entry = self._read_by_layers(lambda entry: bool(entry.opening_reader) and entry.languages[0] == language)
        if entry is None:
            return None
        from .reader import OpeningReader

        with self._lock:
            if entry.name not in self._opening_readers:
                self._opening_readers[entry.name] = OpeningReader(self._layers_of(entry), str(entry.opening_reader))
            return self._opening_readers[entry.name], entry

    def _read_by_layers(self, fits: Callable[[Entry], bool]) -> Entry | None:
        """The translator whose layers are read."""
        if self.options.reproducible:
            return None
        return next((entry for entry in registry().values() if fits(entry) and is_local(entry)), None)

    def _layers_of(self, entry: Entry) -> Layers:
        from .layers import Layers

        if entry.name not in self._layers:
            self._layers[entry.name] = Layers(locate(entry, offline=True).folder)
        return self._layers[entry.name]

    def estimator(self, languages: tuple[str, ...]) -> Model | None:
        """The model that estimates the quality of translations between two languages; None where there is none here, or
        where results must be the same on every processor, for which it is not made."""
        if self.options.reproducible:
            return None
        known = [e for e in registry().values() if e.task == "quality-estimation" and e.languages == languages]
        name = next((entry.name for entry in known if is_local(entry)), None)
        # Engine and type are asked for of the translator.
        own = replace(self.options, engine="auto", compute_type="auto")
        return self._loaded(name, "quality-estimation", own) if name else None

    def route(self, language: str) -> Route:
        """Which models an article goes through.

        Args:
            language: of the article, ISO 639-1.

        Raises:
            UnsupportedLanguageError: no chain of usable models leads to a summary, or to the translation asked for; the
                translator that the options name goes another way.
            UnknownModelError: the options name a model that is not known.
        """
        model, to = self.options.model, self.options.to
        entries = self._entries(language)
        if model is None:
            return self._agreed(plan_default(language, to, entries, self.is_usable), language)
        chosen = find_entry(model, "summarization")
        own = replace(chosen, languages=chosen.languages or (language,))
        others = [entry for entry in entries if entry.task == "translation"]
        route = plan_route(language, to, [own, *others], lambda e: e is own or self.is_usable(e))
        return self._agreed(route, language)

    def route_untranslated(self, language: str) -> Route | None:
        """The article's own sentences without the translation that is asked for; None where none is, or a model or
        translator is named."""
        if self.options.to is None or self.options.model or self.options.translator:
            return None
        return plan_default(language, None, self._entries(language), self.is_usable)

    def translators_from(self, language: str) -> tuple[str, ...]:
        """The translators into the language asked for; () where none is asked for, needed or usable.

        Raises:
            UnsupportedLanguageError: the translator that the options name goes another way.
        """
        if self.options.to is None:
            return ()
        usable = [entry for entry in self._entries(language) if self.is_usable(entry)]
        names = translation_chain(language, self.options.to, usable) or ()
        return self._agreed(Route((), None, language, names), language).after

    def steps(self, route: Route) -> tuple[str, ...]:
        """What is done on a route, in order, such as ("extract", "translate:fr-en-opus")."""
        made = f"summarise:{route.summariser}" if route.summariser else "extract"
        before, after = ([f"translate:{name}" for name in names] for names in (route.before, route.after))
        return (*before, made, *after)

    def with_languages(self, translator: Entry, language: str) -> Entry:
        """A translator of which no languages are known, as one from `language` to the language asked for."""
        is_told = bool(translator.languages) or self.options.to is None
        return translator if is_told else replace(translator, languages=(language, str(self.options.to)))

    def close(self) -> None:
        """Free the models. The next call loads them again."""
        with self._lock:
            for model in self._models.values():
                model.backend.close()
            self._models.clear()
            for kept in (self._layers, self._readers, self._opening_readers):
                kept.clear()

    def _loaded(self, name: str, task: Task, options: Options | None = None) -> Model:
        with self._lock:
            key = (name, task)
            if key not in self._models:
                self._models[key] = load_model(name, task, options or self.options, self._server_client(name))
            return self._models[key]

    def _server_client(self, name: str) -> Client | None:
        """The client of the server, for a model that it runs: one for all of them, as the budget is one."""
        if not is_by_server(name):
            return None
        self._client = self._client or client_for(self.options)
        return self._client

    def _entries(self, language: str) -> list[Entry]:
        """The registry, with the translator that was named before all others."""
        known = list(registry().values())
        if not self.options.translator:
            return known
        named = replace(find_entry(self.options.translator, "translation"), by_default=True)
        named = self.with_languages(named, language)
        return [named, *(entry for entry in known if entry.name != named.name)]

    def _agreed(self, route: Route, language: str) -> Route:
        """A route; refused where it translates without the translator that the options name."""
        legs, asked = (*route.before, *route.after), self.options.translator
        if asked and legs and (named := find_entry(asked, "translation")).name not in legs:
            end = self.options.to if self.options.to and route.after else route.language
            require_direction(named, language, end)
        return route

    def is_usable(self, entry: Entry) -> bool:
        """True for a model that may be chosen here: named, or on this machine."""
        named = entry.name in (self.options.model, self.options.translator) or entry.path is not None
        return named or is_local(entry)


_shared: dict[Options, ModelPool] = {}
_shared_lock = ForkLock()


def shared_pool(options: Options) -> ModelPool:
    """One pool for each set of options, kept for the life of the process (at most four)."""
    with _shared_lock:
        if options not in _shared:
            if len(_shared) >= _MOST_SHARED:
                _shared.pop(next(iter(_shared)))
            _shared[options] = ModelPool(options)
        return _shared[options]
