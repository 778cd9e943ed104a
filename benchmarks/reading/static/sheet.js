"use strict";
const sheet = document.body.dataset.sheet;
const store = `reading-sheet-${sheet}`;
const articles = [...document.querySelectorAll(".article")];
const byId = (id) => document.getElementById(id);
let shown = 0;

function tell(problem) {
  byId("problem").textContent = problem;
  byId("problem").hidden = !problem;
}

// ---- the form of an article, as a row of answers and back
const fieldsetsOf = (article) => [...article.querySelectorAll("fieldset")];
const chosenIn = (fieldset) => fieldset.querySelector("input:checked");
const noteOf = (article, side) => article.querySelector(`[data-note="${side}"]`);

function rowOf(article) {
  const row = { sheet, article: article.dataset.article };
  for (const fieldset of fieldsetsOf(article)) {
    const { side, question } = fieldset.dataset;
    const note = question === "wrong" ? noteOf(article, side).value.trim() : "";
    if (!chosenIn(fieldset) && !note) continue;
    const answers = side ? (row[side] ??= {}) : row;
    if (chosenIn(fieldset)) answers[question] = chosenIn(fieldset).value;
    if (note) answers.note = note;
  }
  return row;
}

function fill(article, row) {
  for (const fieldset of fieldsetsOf(article)) {
    const { side, question } = fieldset.dataset;
    const answers = side ? (row[side] ?? {}) : row;
    for (const input of fieldset.querySelectorAll("input")) input.checked = input.value === answers[question];
    if (question === "wrong") noteOf(article, side).value = answers.note ?? "";
  }
}

function lacks(article, fieldset) {
  const chosen = chosenIn(fieldset);
  if (!chosen) return true;
  const isWrong = fieldset.dataset.question === "wrong" && chosen.value === "yes";
  return isWrong && !noteOf(article, fieldset.dataset.side).value.trim();
}

const missingIn = (article) => fieldsetsOf(article).filter((fieldset) => lacks(article, fieldset));
const isBegun = (article) => Object.keys(rowOf(article)).length > 2;
const isDone = (article) => missingIn(article).length === 0;

// ---- kept in the browser
function keep() {
  try {
    localStorage.setItem(store, JSON.stringify(articles.filter(isBegun).map(rowOf)));
  } catch (refused) {
    tell("This browser does not keep the answers: save them to a file before you close the page.");
  }
}

function restore() {
  try {
    const rows = new Map(JSON.parse(localStorage.getItem(store) ?? "[]").map((row) => [row.article, row]));
    for (const article of articles) if (rows.has(article.dataset.article)) fill(article, rows.get(article.dataset.article));
  } catch (refused) {
    tell("Answers that were kept in this browser cannot be read; there may be a saved file.");
  }
}

// ---- what is on the screen
function draw() {
  const done = articles.filter(isDone).length;
  byId("progress").textContent = `article ${shown + 1} of ${articles.length}, ${done} finished`;
  byId("previous").disabled = shown === 0;
  byId("next").disabled = shown === articles.length - 1;
  byId("open").disabled = done === articles.length;
  for (const article of articles) {
    const missing = isBegun(article) ? missingIn(article) : [];
    for (const fieldset of fieldsetsOf(article)) fieldset.toggleAttribute("data-missing", missing.includes(fieldset));
    article.querySelector(".translations").hidden = !rowOf(article).better;
  }
}

function show(number) {
  if (number < 0 || number >= articles.length) return;
  shown = number;
  articles.forEach((article, place) => { article.hidden = place !== shown; });
  draw();
  window.scrollTo(0, 0);
  enter(missingIn(articles[shown])[0] ?? articles[shown].querySelector("fieldset"), true);
}

function showUnfinished() {
  const after = [...articles.keys()].map((place) => (shown + 1 + place) % articles.length);
  show(after.find((place) => !isDone(articles[place])) ?? shown);
}

function enter(fieldset, still = false) {
  (chosenIn(fieldset) ?? fieldset.querySelector("input")).focus({ preventScroll: still });
}

// ---- keys
function goOn(fieldset) {
  const all = fieldsetsOf(articles[shown]);
  const following = all[all.indexOf(fieldset) + 1];
  if (following) enter(following);
  else (byId("next").disabled ? byId("save") : byId("next")).focus();
}

function answerBy(letter, fieldset) {
  const input = [...fieldset.querySelectorAll("input")].find((one) => one.value[0].toLowerCase() === letter);
  if (!input) return false;
  input.checked = true;
  changed();
  const needsNote = fieldset.dataset.question === "wrong" && input.value === "yes";
  if (needsNote) noteOf(articles[shown], fieldset.dataset.side).focus();
  else goOn(fieldset);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const key = event.key.toLowerCase();
  if (event.target.matches("[data-note]")) {
    if (key !== "enter") return;
    goOn(articles[shown].querySelector(`[data-question="wrong"][data-side="${event.target.dataset.note}"]`));
  } else if (key === "j") show(shown + 1);
  else if (key === "k") show(shown - 1);
  else {
    const fieldset = event.target.closest("fieldset");
    if (key.length !== 1 || !fieldset || !answerBy(key, fieldset)) return;
  }
  event.preventDefault();
});

// ---- saving
function save() {
  const rows = articles.filter(isBegun).map(rowOf);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(rows.map((row) => `${JSON.stringify(row)}\n`), { type: "application/jsonl" }));
  link.download = `answers-${sheet}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function changed() {
  keep();
  draw();
}

document.addEventListener("input", changed);
byId("previous").addEventListener("click", () => show(shown - 1));
byId("next").addEventListener("click", () => show(shown + 1));
byId("open").addEventListener("click", showUnfinished);
byId("save").addEventListener("click", save);
restore();
const first = articles.findIndex((article) => !isDone(article));
show(first < 0 ? 0 : first);
