"use strict";
// Shows the articles that match the fields; without scripts all of them stand in the page.
const items = [...document.querySelectorAll(".item")];
const field = (name) => document.getElementById(name);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = items.map((item) => folded(item.textContent));

function show() {
  const words = folded(field("query").value).split(/\s+/).filter(Boolean);
  const wanted = ["status", "language"].map((name) => [name, field(name).value]).filter(([, value]) => value);
  const flag = field("flag").value;
  let count = 0;
  items.forEach((item, i) => {
    const flags = item.dataset.flags.split(" ");
    item.hidden = !(
      words.every((word) => texts[i].includes(word)) &&
      wanted.every(([name, value]) => item.dataset[name] === value) &&
      (!flag || flags.includes(flag))
    );
    count += !item.hidden;
  });
  field("found").textContent = `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")} articles`;
}

if (items.length) {
  field("find").hidden = false;
  field("find").addEventListener("input", show);
  show();
}
