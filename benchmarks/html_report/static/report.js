"use strict";
// Every text of the data reaches the page through createTextNode or textContent: nothing here parses HTML.

const byId = (id) => document.getElementById(id);
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => matchMedia("(max-width: 75rem)").matches;
const phone = () => matchMedia("(max-width: 52rem)").matches;

/** An element with a class, attributes and children; a string child becomes a text node. */
function element(tag, className = "", attributes = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// ---------------------------------------------------------------- page

function startTheme() {
  const themes = ["automatic", "light", "dark"];
  const button = byId("theme");
  let at = Math.max(0, themes.indexOf(document.documentElement.dataset.theme));
  const show = () => {
    button.textContent = `Theme: ${themes[at]}`;
    if (at) document.documentElement.dataset.theme = themes[at];
    else delete document.documentElement.dataset.theme;
  };
  button.addEventListener("click", () => {
    at = (at + 1) % themes.length;
    show();
    try {
      localStorage.setItem("benchmark-report-theme", themes[at]);
    } catch (refused) {
      // Chosen for this visit only.
    }
  });
  button.hidden = false;
  show();
}

/** Of the charts of a group, one is shown, by its radio button; without this script, and in print, all are. */
function startSwitches() {
  for (const field of document.querySelectorAll("[data-switch]")) {
    const charts = [...document.querySelectorAll(`.choice[data-group="${field.dataset.switch}"]`)];
    const show = () => {
      const chosen = field.querySelector("input:checked").value;
      for (const chart of charts) chart.classList.toggle("unchosen", chart.dataset.index !== chosen);
    };
    field.addEventListener("change", show);
    field.hidden = false;
    show();
  }
}

/** A system pointed at, or holding the focus, in one chart is marked in all of them. */
function startTracing() {
  const trace = (event) => {
    const key = event.target.closest?.("[data-system]")?.dataset.system;
    for (const row of document.querySelectorAll("[data-system]")) {
      row.classList.toggle("traced", key !== undefined && row.dataset.system === key);
    }
  };
  document.addEventListener("pointerover", trace);
  document.addEventListener("focusin", trace);
}

/** Explanations open below the button that asked for them, inside the window. */
function startPopovers() {
  let opener = null;
  document.addEventListener("click", (event) => (opener = event.target.closest("[popovertarget]")), true);
  for (const popover of document.querySelectorAll("[popover]")) {
    popover.addEventListener("toggle", (event) => {
      if (event.newState !== "open") return;
      const place = (opener ?? document.body).getBoundingClientRect();
      const left = Math.min(place.left, document.documentElement.clientWidth - popover.offsetWidth - 12);
      const below = place.bottom + 8;
      const fits = below + popover.offsetHeight < innerHeight;
      popover.style.left = `${Math.max(12, left)}px`;
      popover.style.top = `${Math.max(12, fits ? below : place.top - popover.offsetHeight - 8)}px`;
    });
  }
}

function startPrinting() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.signatures:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

// ---------------------------------------------------------------- words

// Close to the tokenizer fr-v1 (docs/fr-v1.md): elisions apart, numbers whole, words with accents and hyphens.
const WORD = new RegExp(
  "\\d{1,3}(?:[ \\u00a0\\u2009\\u202f]\\d{3})+(?:[.,]\\d+)?(?!\\d)|\\d+(?:[.,]\\d+)+|\\d+(?![\\p{L}\\d])" +
    "|(?:jusqu|lorsqu|puisqu|quoiqu|qu|[ldjnsctm])['’]|[\\p{L}\\p{N}\\p{M}]+(?:['’‐‑-][\\p{L}\\p{N}\\p{M}]+)*",
  "giu",
);

/** The words of a text with their places: [{word, start, end}]. */
function words(text) {
  return Array.from(text.matchAll(WORD), (match) => ({
    word: match[0].toLowerCase().normalize("NFC").replace(/œ/g, "oe").replace(/’/g, "'").replace(/[‐‑]/g, "-").replace(/(?<=\d)\s(?=\d)/g, ""),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const runs = (tokens, length) =>
  tokens.slice(0, Math.max(0, tokens.length - length + 1)).map((_, at) => tokens.slice(at, at + length));
const runKey = (run) => run.map((token) => token.word).join(" ");

/** Places in `text` covered by runs of `length` words that one of `others` has too, overlapping ones joined. */
function sharedPlaces(text, others, length) {
  const known = new Set(others.flatMap((other) => runs(words(other), length).map(runKey)));
  const places = [];
  for (const run of runs(words(text), length)) {
    if (!known.has(runKey(run))) continue;
    const [start, end] = [run[0].start, run[run.length - 1].end];
    const last = places[places.length - 1];
    if (last && start < last.end) last.end = end;
    else places.push({ start, end });
  }
  return places;
}

/** Lower case without accents: a search for "eglise" finds "Église". */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// ---------------------------------------------------------------- marks

/**
 * A text with marks laid over it, as nodes. Marks may overlap: the text is cut at every end of one.
 * `marks`: [{start, end, className, title}]; `after`: Map from a place to the nodes that stand there.
 */
function marked(text, marks, after = new Map()) {
  const cuts = new Set([0, text.length, ...after.keys()]);
  for (const mark of marks) cuts.add(mark.start).add(mark.end);
  const places = [...cuts].sort((a, b) => a - b);
  const nodes = [...(after.get(0) ?? [])];
  places.slice(1).forEach((end, index) => {
    const start = places[index];
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    const piece = document.createTextNode(text.slice(start, end));
    if (over.length) {
      const title = over.map((mark) => mark.title).filter(Boolean).join("; ");
      nodes.push(element("mark", over.map((mark) => mark.className).join(" "), { title: title || null }, piece));
    } else nodes.push(piece);
    nodes.push(...(after.get(end) ?? []));
  });
  return nodes;
}

// ---------------------------------------------------------------- reader

const hasSupport = (output) => output.support !== null && output.support.length > 0;

class Reader {
  constructor(data) {
    this.systems = data.systems;
    this.labels = data.labels;
    this.language = data.language;
    this.articles = data.articles.map(([id, source, references, rows], number) => ({
      number,
      id,
      source,
      references,
      outputs: rows.map(([text, scores, status, translation, claims, support]) => ({
        text,
        scores,
        status,
        translation,
        claims,
        support,
      })),
    }));
    this.order = this.articles;
    this.at = 0;
    this.compared = this.bestSystem();
    this.hidden = new Set();
  }

  /** The system of the highest mean of the first score: the one whose marks a reader sees first. */
  bestSystem() {
    const sum = (index) => this.articles.reduce((total, article) => total + (article.outputs[index].scores[0] ?? 0), 0);
    return this.systems.reduce((best, _, index) => (sum(index) > sum(best) ? index : best), 0);
  }

  start() {
    this.fillChoices();
    this.bind();
    if (narrow()) byId("list-box").open = false;
    if (phone()) byId("options").open = false;
    byId("reader-body").hidden = false;
    const asked = /^#article-(\d+)$/.exec(location.hash);
    this.arrange(asked ? this.articles[Number(asked[1]) - 1] : undefined);
    if (asked) byId("reader").scrollIntoView();
  }

  name(index) {
    return this.systems[index].prefix + this.systems[index].name;
  }

  fillChoices() {
    const option = (value, text) => element("option", "", { value }, text);
    byId("system").append(option("any", "any (mean of all)"));
    this.systems.forEach((system, index) => byId("system").append(option(index, `${system.key} ${this.name(index)}`)));
    this.labels.forEach((label, index) => byId("metric").append(option(index, label)));
    const statuses = new Set(this.articles.flatMap((article) => article.outputs.map((output) => output.status)));
    byId("show").append(option("all", "all articles"), option("claims", "with unsupported words"));
    for (const status of [...statuses].filter((status) => status !== null).sort()) {
      byId("show").append(option(`status:${status}`, `with status “${status}”`));
    }
    this.systems.forEach((system, index) => {
      const box = element("input", "", { type: "checkbox", value: index });
      box.checked = true;
      byId("shown").append(element("label", "check", {}, box, " ", ...this.nameNodes(index)));
    });
  }

  bind() {
    for (const id of ["query", "system", "show", "metric", "order"]) {
      byId(id).addEventListener(id === "query" ? "input" : "change", () => {
        if (id === "system" && byId(id).value !== "any") this.compared = Number(byId(id).value);
        // Whoever types a word goes on reading; whoever chooses an order wants to see its first article.
        this.arrange(id === "query" ? this.order[this.at] : undefined);
      });
    }
    for (const id of ["against", "run-length"]) byId(id).addEventListener("change", () => this.draw());
    byId("shown").addEventListener("change", (event) => {
      const index = Number(event.target.value);
      if (event.target.checked) this.hidden.delete(index);
      else this.hidden.add(index);
      this.draw();
    });
    byId("previous").addEventListener("click", () => this.step(-1));
    byId("next").addEventListener("click", () => this.step(1));
    byId("list").addEventListener("keydown", (event) => this.listKey(event));
    byId("list").addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.go(Number(row.dataset.at));
    });
    byId("unfold").addEventListener("click", () => this.unfold(byId("source").classList.contains("folded")));
    document.addEventListener("keydown", (event) => this.pageKey(event));
    addEventListener("resize", () => this.fit());
  }

  // Keys of the page stay out of fields, of scrolling regions and of shortcuts of the browser; a box turns them off.
  pageKey(event) {
    const steps = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 };
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.defaultPrevented || !byId("keys").checked) return;
    if (event.target.closest("input, select, textarea, [contenteditable], .scroll")) return;
    event.preventDefault();
    this.step(steps[event.key]);
  }

  listKey(event) {
    const last = this.order.length - 1;
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last, PageDown: this.at + 10, PageUp: this.at - 10 };
    if (!(event.key in to) || event.ctrlKey || event.metaKey || event.altKey || !this.order.length) return;
    event.preventDefault();
    this.go(Math.min(last, Math.max(0, to[event.key])));
  }

  step(by) {
    const to = this.at + by;
    if (to >= 0 && to < this.order.length) this.go(to);
  }

  go(at) {
    this.at = at;
    this.select();
    this.draw();
  }

  /** The score that articles are ordered by: of the chosen system, or the mean of all. */
  scoreOf(article) {
    const [chosen, metric] = [byId("system").value, Number(byId("metric").value)];
    const outputs = chosen === "any" ? article.outputs : [article.outputs[Number(chosen)]];
    const known = outputs.map((output) => output.scores[metric]).filter((score) => score !== null && score !== undefined);
    return known.length ? known.reduce((sum, score) => sum + score, 0) / known.length : null;
  }

  gapOf(article) {
    const known = article.outputs.map((output) => output.scores[Number(byId("metric").value)] ?? 0);
    return Math.max(...known) - Math.min(...known);
  }

  matches(article, query) {
    const [chosen, show] = [byId("system").value, byId("show").value];
    const outputs = chosen === "any" ? article.outputs : [article.outputs[Number(chosen)]];
    const shown = outputs.some(
      (output) =>
        show === "all" ||
        (show === "claims" && output.claims.length > 0) ||
        (show.startsWith("status:") && output.status === show.slice(7)),
    );
    if (!shown || !query) return shown;
    article.folded ??= fold(
      [article.id, article.source ?? "", ...article.references, ...article.outputs.map((o) => `${o.text}\n${o.translation ?? ""}`)].join("\n"),
    );
    return article.folded.includes(query);
  }

  /** Filters and sorts; `keep` stays the article shown if it is still among those found. */
  arrange(keep) {
    const query = fold(byId("query").value.trim());
    const found = this.articles.filter((article) => this.matches(article, query));
    const order = byId("order").value;
    const value = order === "gap" ? (article) => -this.gapOf(article) : (article) => this.scoreOf(article) ?? Infinity;
    const sign = order === "high" ? -1 : 1;
    if (order !== "file") found.sort((a, b) => sign * (value(a) - value(b)) || a.number - b.number);
    this.order = found;
    this.at = Math.max(0, found.indexOf(keep));
    this.drawList();
    this.select();
    this.draw();
  }

  drawList() {
    const metric = this.labels[Number(byId("metric").value)] ?? "";
    const chosen = byId("system").value;
    const most = Math.max(0.01, ...this.articles.map((article) => this.scoreOf(article) ?? 0));
    const rows = this.order.map((article, at) => {
      const score = this.scoreOf(article);
      const meter = element("span", "meter", { "aria-hidden": "true" }, element("span"));
      meter.firstChild.style.width = `${(100 * (score ?? 0)) / most}%`;
      const outputs = chosen === "any" ? article.outputs : [article.outputs[Number(chosen)]];
      const claims = outputs.some((output) => output.claims.length);
      const row = element("li", "", { role: "option", id: `row-${at}`, "data-at": at, "aria-selected": "false" });
      row.append(element("span", "number", {}, String(article.number + 1)), element("span", "row-id", {}, article.id), meter);
      row.append(element("span", "score", {}, score === null ? "–" : (100 * score).toFixed(1)));
      row.append(element("span", "flag", { title: claims ? "unsupported words" : null }, claims ? "!" : ""));
      if (claims) row.append(element("span", "sr", {}, "unsupported words"));
      return row;
    });
    byId("list").replaceChildren(...rows);
    const whose = chosen === "any" ? "mean" : `of ${this.systems[Number(chosen)].key}`;
    byId("list-box").querySelector("summary").textContent = `Articles: number, id, ${metric} ${whose}; ! has unsupported words`;
    const count = this.order.length === this.articles.length ? "" : ` of ${this.articles.length}`;
    byId("status").textContent = this.order.length
      ? `${this.order.length}${count} ${this.articles.length === 1 ? "article" : "articles"}`
      : `None of ${this.articles.length} articles fits: clear the text or choose “all articles”.`;
  }

  select() {
    const list = byId("list");
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const row = list.children[this.at];
    if (!row) return list.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    list.setAttribute("aria-activedescendant", row.id);
    // Not scrollIntoView, which would move the page too.
    if (row.offsetTop < list.scrollTop) list.scrollTop = row.offsetTop;
    const low = row.offsetTop + row.offsetHeight - list.clientHeight;
    if (low > list.scrollTop) list.scrollTop = low;
  }

  draw() {
    const article = this.order[this.at];
    document.querySelector(".pane").hidden = article === undefined;
    if (!article) return;
    byId("position").replaceChildren(
      element("span", "", {}, `${this.at + 1} of ${this.order.length}`),
      " ",
      element("span", "soft", {}, `id ${article.id}`),
    );
    byId("previous").disabled = this.at === 0;
    byId("next").disabled = this.at === this.order.length - 1;
    this.drawSource(article);
    // The system compared stands first, beside the reference: of many, it would be out of sight else.
    const others = this.systems.map((_, index) => index).filter((index) => index !== this.compared);
    const visible = [this.compared, ...others].filter((index) => !this.hidden.has(index));
    const best = this.labels.map((_, label) => Math.max(...visible.map((index) => article.outputs[index].scores[label] ?? -1)));
    byId("outputs").replaceChildren(
      ...this.references(article),
      ...visible.map((index) => this.card(article, index, best)),
    );
    this.remember(article);
  }

  remember(article) {
    try {
      if (this.drawn) history.replaceState(null, "", `#article-${article.number + 1}`);
    } catch (refused) {
      // Some browsers refuse it to a file; the address then stays as it is.
    }
    this.drawn = true;
  }

  shared(text, others, side) {
    if (byId("against").value !== side) return [];
    const length = Number(byId("run-length").value);
    return sharedPlaces(text, others, length).map((place) => ({ ...place, className: "gram" }));
  }

  drawSource(article) {
    const source = byId("source");
    if (article.source === null) {
      source.replaceChildren(element("p", "missing", {}, "The outputs of this run came without their articles."));
    } else {
      const output = article.outputs[this.compared];
      const after = new Map();
      const marks = this.shared(article.source, [output.text], "article");
      (output.support ?? []).forEach(([, , start, end], number) => {
        marks.push({ start, end, className: "source" });
        after.set(start, [...(after.get(start) ?? []), this.sourceNumber(number)]);
      });
      source.replaceChildren(element("p", "", this.speech(), ...marked(article.source, marks, after)));
    }
    source.scrollTop = 0;
    this.unfold(false);
    const title = byId("source-title");
    title.replaceChildren("Article");
    if (hasSupport(article.outputs[this.compared])) {
      title.append(" ", element("span", "soft", {}, "with the sources of"), " ", element("span", "key", {}, this.systems[this.compared].key));
    }
  }

  sourceNumber(number) {
    const label = `source of sentence ${number + 1}:`;
    return element("span", "source-number", { "data-source": number, role: "note", "aria-label": label }, String(number + 1));
  }

  /** On a narrow screen a long article is folded, so that the summaries stay near. */
  unfold(open) {
    byId("source").classList.toggle("folded", !open);
    byId("unfold").setAttribute("aria-expanded", String(open));
    byId("unfold").textContent = open ? "Fold the article" : "Show the whole article";
    this.fit();
  }

  fit() {
    const source = byId("source");
    const folded = source.classList.contains("folded");
    byId("unfold").hidden = folded && source.scrollHeight <= source.clientHeight + 4;
    source.classList.toggle("cut", folded && !byId("unfold").hidden);
  }

  speech() {
    return { lang: this.language, dir: "auto" };
  }

  references(article) {
    const output = article.outputs[this.compared];
    return article.references.map((text, index) => {
      const title = article.references.length > 1 ? `Reference ${index + 1}` : "Reference";
      const shared = this.shared(text, [output.text], "reference");
      const head = element("header", "", {}, element("h4", "", {}, title));
      head.append(element("span", "soft", {}, `${words(text).length} words`));
      if (byId("against").value === "reference") {
        head.append(element("span", "soft", {}, "shared with ", element("span", "key", {}, this.systems[this.compared].key)));
      }
      return element(
        "section",
        "card reference",
        { "aria-label": title },
        head,
        element("p", "text", this.speech(), ...marked(text, shared)),
      );
    });
  }

  nameNodes(index) {
    const { key, prefix, name } = this.systems[index];
    const parts = name.split(/(?<=[/_])(?=.)/).flatMap((part, at) => (at || prefix ? [element("wbr"), part] : [part]));
    const full = element("span", "name", {}, element("span", "soft", {}, prefix), ...parts);
    return [element("span", "system", {}, element("span", "key", {}, key), " ", full)];
  }

  card(article, index, best) {
    const output = article.outputs[index];
    const card = element("section", "card", { "aria-label": this.name(index), "data-system": this.systems[index].key });
    if (index === this.compared) card.classList.add("compared");
    card.append(this.cardHead(article, index, output), this.scoreLine(output, best));
    if (!output.text.trim()) card.append(element("p", "missing", {}, "No text."));
    else card.append(element("p", "text", this.speech(), ...this.summaryNodes(article, index, output)));
    card.append(element("div", "quotes"));
    if (output.claims.length) card.append(this.claimLine(output));
    if (output.translation !== null) {
      card.append(element("p", "translation text", { dir: "auto" }, element("span", "soft", {}, "Translation: "), output.translation));
    }
    return card;
  }

  cardHead(article, index, output) {
    const head = element("header", "", {}, element("h4", "", {}, ...this.nameNodes(index)));
    if (output.status !== null) head.append(element("span", `chip ${output.status === "ok" ? "" : "warn"}`, {}, output.status));
    const pressed = index === this.compared;
    const spoken = element("span", "sr", {}, ` ${this.name(index)} with article and reference`);
    const button = element("button", "compare", { type: "button", "aria-pressed": String(pressed) }, pressed ? "compared" : "compare", spoken);
    button.addEventListener("click", () => {
      this.compared = index;
      this.draw();
      document.querySelector(".card.compared .compare")?.focus({ preventScroll: true });
      document.querySelector(".card.compared")?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    });
    head.append(button);
    return head;
  }

  scoreLine(output, best) {
    const line = element("p", "scores");
    this.labels.forEach((label, at) => {
      const score = output.scores[at];
      if (score === null) return;
      const tag = score === best[at] && this.systems.length > 1 ? "strong" : "span";
      line.append(element("span", "score-pair", {}, element("span", "soft", {}, label), " ", element(tag, "", {}, (100 * score).toFixed(1))), " ");
    });
    line.append(element("span", "score-pair soft", {}, `${words(output.text).length} words`));
    return line;
  }

  summaryNodes(article, index, output) {
    const marks = [
      ...this.shared(output.text, article.references, "reference"),
      ...this.shared(output.text, article.source === null ? [] : [article.source], "article"),
    ];
    for (const [start, end, kind] of output.claims) {
      marks.push({ start, end, className: "claim", title: `${kind} that the article lacks` });
    }
    const after = new Map();
    (output.support ?? []).forEach(([, end], number) => {
      after.set(end, [...(after.get(end) ?? []), this.sourceButton(article, index, number)]);
    });
    return marked(output.text, marks, after);
  }

  /** The small number after a sentence: opens its source below the summary, and shows it in the article. */
  sourceButton(article, index, number) {
    const label = `Source of sentence ${number + 1}`;
    const button = element("button", "source-button", { type: "button", "aria-expanded": "false", "aria-label": label }, String(number + 1));
    button.addEventListener("click", () => {
      const quotes = button.closest(".card").querySelector(".quotes");
      const open = quotes.querySelector(`[data-quote="${number}"]`);
      button.setAttribute("aria-expanded", String(!open));
      if (open) return open.remove();
      const [, , start, end] = article.outputs[index].support[number];
      const quote = element("blockquote", "", { "data-quote": number, ...this.speech() });
      quote.append(element("span", "source-number", { "aria-hidden": "true" }, String(number + 1)), " ", article.source.slice(start, end));
      quotes.append(quote);
      if (index !== this.compared) return;
      this.reveal(number);
    });
    return button;
  }

  reveal(number) {
    const source = byId("source");
    const place = source.querySelector(`[data-source="${number}"]`);
    if (!place || source.scrollHeight <= source.clientHeight) return;
    const top = place.getBoundingClientRect().top - source.getBoundingClientRect().top + source.scrollTop - 48;
    source.scrollTo({ top, behavior: calm() ? "auto" : "smooth" });
  }

  claimLine(output) {
    const line = element("p", "claims", {}, "Not in the article: ");
    output.claims.forEach(([, , kind, text], at) => {
      line.append(at ? ", " : "", element("strong", "", {}, text), ` (${kind})`);
    });
    return line;
  }
}

startTheme();
startSwitches();
startTracing();
startPopovers();
startPrinting();
if (byId("data")) new Reader(JSON.parse(byId("data").textContent)).start();
