"use strict";
const at = (id) => document.getElementById(id);
const made = (tag, text, name) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (name) element.className = name;
  return element;
};

// Spans count characters as Python does; a JavaScript string counts UTF-16 units.
function pieces(text, spans, draw) {
  const characters = Array.from(text);
  const nodes = [];
  let place = 0;
  for (const [start, end, value] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (start < place || end <= start) continue;
    nodes.push(characters.slice(place, start).join(""), draw(characters.slice(start, end).join(""), value, start));
    place = end;
  }
  nodes.push(characters.slice(place).join(""));
  return nodes;
}

const flagged = (text, claims, offset) =>
  pieces(text, claims.map((c) => [c.start - offset, c.end - offset, c.kind]), (shown, kind) => {
    const mark = made("mark", shown, "claim");
    mark.title = `not in the source: ${kind}`;
    return mark;
  });

function say(text, failed) {
  at("state").textContent = text;
  at("state").classList.toggle("failed", Boolean(failed));
}

async function asked(path, options) {
  const response = await fetch(path, { method: "POST", ...options });
  const values = await response.json();
  if (response.ok) return values;
  const detail = typeof values.detail === "string" ? values.detail : JSON.stringify(values.detail);
  throw new Error(detail);
}

function point(button, span) {
  for (const other of document.querySelectorAll(".sentence")) other.setAttribute("aria-pressed", String(other === button));
  const marks = span ? [[...span, null]] : [];
  at("article").replaceChildren(...pieces(at("article").textContent, marks, (text) => made("mark", text, "source")));
  const mark = at("article").querySelector("mark");
  if (mark) mark.scrollIntoView({ block: "nearest" });
}

function draw(result) {
  const about = (where) => result.unsupported.filter((claim) => claim.where === where);
  const language = result.language === "und" ? "" : `language ${result.language}`;
  at("facts").replaceChildren(...[result.status, result.kind, language].filter(Boolean).map((fact) => made("span", fact)));
  const spans = result.sentences.map((sentence) => [sentence.start, sentence.end, sentence]);
  at("summary").replaceChildren(
    ...pieces(result.text, spans, (text, sentence, start) => {
      const button = made("button", "", "sentence");
      button.type = "button";
      button.setAttribute("aria-pressed", "false");
      button.append(...flagged(text, about("text").filter((c) => c.start >= start && c.end <= sentence.end), start));
      button.addEventListener("click", () => point(button, sentence.source));
      return button;
    }),
  );
  at("translated").hidden = !result.translation_status;
  at("translation").replaceChildren(
    ...(result.translation ? flagged(result.translation, about("translation"), 0) : [made("em", result.translation_status || "")]),
  );
  at("warnings").replaceChildren(...result.warnings.map((warning) => made("li", `${warning.code}: ${warning.message}`)));
  at("article").textContent = result.clean_text;
  at("cut").hidden = !result.removed.length;
  at("removed").replaceChildren(...result.removed.map((removal) => made("li", `${removal.kind}: ${removal.text}`)));
  at("result").hidden = false;
  at("result").focus();
}

async function read(file) {
  say(`Reading ${file.name} …`);
  try {
    at("text").value = (await asked(`/read?name=${encodeURIComponent(file.name)}`, { body: file })).text;
    say("");
  } catch (error) {
    say(error.message, true);
  }
}

at("file").addEventListener("change", () => at("file").files[0] && read(at("file").files[0]));
at("text").addEventListener("dragover", (event) => { event.preventDefault(); at("text").classList.add("over"); });
at("text").addEventListener("dragleave", () => at("text").classList.remove("over"));
at("text").addEventListener("drop", (event) => {
  at("text").classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  read(event.dataTransfer.files[0]);
});
at("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  at("send").disabled = true;
  say("Summarising …");
  try {
    const body = {
      text: at("text").value, length: at("length").value, to: at("to").value || null,
      doubtful: at("doubtful").checked ? "show" : "withhold",
    };
    draw(await asked("/summarize", { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));
    say("");
  } catch (error) {
    say(error.message, true);
  }
  at("send").disabled = false;
});
