// Search, and the legend that filters.
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’（）()《》·—-]/g, "");
const names = things.map((thing) => [thing.label, ...(thing.aliases ?? []), thing.en ?? ""].filter(Boolean));
const folded = names.map((all) => all.map(fold));

// Whether letters spell the characters from the first on, by whole syllables, initials or both: cx, cixi, cxi.
function spells(characters, letters, from = 0) {
  if (!letters) return true;
  if (from >= characters.length) return false;
  const readings = (data.pinyin[characters[from]] ?? characters[from].toLowerCase()).split(" ");
  return readings.some((reading) => {
    for (let length = Math.min(reading.length, letters.length); length > 0; length--) {
      const whole = length === reading.length || length === 1 || length === letters.length;
      if (whole && reading.startsWith(letters.slice(0, length)) && spells(characters, letters.slice(length), from + 1)) return true;
    }
    return false;
  });
}

// How well a thing fits, smaller is better, Infinity if not at all.
function fit(n, wanted) {
  let best = Infinity;
  folded[n].forEach((name, i) => {
    const alias = i > 0 ? 0.5 : 0;
    if (name === wanted) best = Math.min(best, 0 + alias);
    else if (name.startsWith(wanted)) best = Math.min(best, 1 + alias);
    else if (name.includes(wanted)) best = Math.min(best, 2 + alias);
    else if (/^[a-z]{2,}$/.test(wanted) && wanted.length <= 40) {
      const characters = [...name];
      if (spells(characters, wanted)) best = Math.min(best, 3 + alias);
      else if (characters.some((_, from) => from > 0 && spells(characters, wanted, from))) best = Math.min(best, 4 + alias);
    }
  });
  return best;
}

function search(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  return things.map((_, n) => [fit(n, wanted), n]).filter(([score]) => score < Infinity)
    .sort((a, b) => a[0] - b[0] || around[b[1]].length - around[a[1]].length || a[1] - b[1]).slice(0, 14).map(([, n]) => n);
}

let picked = 0;
function showHits() {
  const found = search($("search").value);
  const list = $("hits");
  const typed = fold($("search").value) !== "";
  list.hidden = !typed;
  $("search").setAttribute("aria-expanded", String(typed));
  picked = Math.min(picked, Math.max(0, found.length - 1));
  list.replaceChildren(...(found.length ? found.map((n, i) => {
    const other = names[n].find((name) => name !== label(n) && fit(n, fold(name)) < 1 && fold(name).includes(fold($("search").value)));
    return make("li", { role: "option", "aria-selected": String(i === picked), "data-node": n, onmousedown: (event) => { event.preventDefault(); take(n); } },
      sample(things[n].class ?? ""), make("span", {}, label(n), other ? make("small", {}, ` ${other}`) : ""), make("small", {}, kindLabel(things[n].class)));
  }) : [make("li", { class: "empty" }, word("nothing"))]));
  return found;
}
function take(n) {
  $("hits").hidden = true;
  $("search").blur();
  wantedView = n;
  open(n);
}
let wantedView = -1; // a node that the next change moves into view

function wireSearch() {
  const box = $("search");
  box.addEventListener("input", () => { picked = 0; showHits(); });
  box.addEventListener("focus", showHits);
  box.addEventListener("blur", () => { $("hits").hidden = true; });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); picked = Math.max(0, picked + (event.key === "ArrowDown" ? 1 : -1)); showHits(); }
    else if (event.key === "Enter") { const found = search(box.value); if (found.length) take(found[Math.min(picked, found.length - 1)]); }
    else if (event.key === "Escape") { box.value = ""; box.blur(); }
    event.stopPropagation();
  });
}

// The mark of a class as it is drawn.
function sample(kind, colour) {
  const style = classes[kind] ?? classes[""];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-1.4 -1.4 2.8 2.8");
  svg.setAttribute("class", "sample");
  const corners = CORNERS[style.shape];
  const shape = document.createElementNS("http://www.w3.org/2000/svg", corners ? "polygon" : "circle");
  if (corners) shape.setAttribute("points", corners.map((corner) => corner.join(",")).join(" "));
  else shape.setAttribute("r", "1");
  shape.setAttribute("fill", colour ?? style.color);
  svg.append(shape);
  return svg;
}
function line(origin) {
  return make("span", { class: `line ${origin}` });
}

function entry(name, value, on, mark, text, count, only) {
  return make("li", {}, make("button", { "aria-pressed": String(on), "data-filter": name, "data-value": value, onclick: only }, mark, make("span", {}, text), make("b", {}, count)));
}

function choice(name, options) {
  const select = make("select", { "data-filter": name, onchange: (event) => change({ [name]: event.target.value }) },
    make("option", { value: "" }, word("any")), options.map(([value, text]) => make("option", { value, selected: state[name] === String(value) }, text)));
  return make("label", {}, make("span", {}, word(name)), select);
}

function drawFilters(shown) {
  const tally = (list) => { const map = new Map(); for (const key of list) map.set(key, (map.get(key) ?? 0) + 1); return map; };
  const kinds = tally(things.map((thing) => thing.class ?? ""));
  const visible = tally(things.filter((_, n) => shown.nodes[n]).map((thing) => thing.class ?? ""));
  const relations = tally(links.map((link) => link.name)), origins = tally(links.map((link) => link.origin));
  const counts = (all, part, on) => (on && part !== all ? `${part ?? 0}/${all}` : String(all));
  const section = (key, ...children) => make("section", {}, make("h2", {}, word(key)), ...children);
  const hubs = (group) => groupsOf[group].map(([hub, count]) => [things[hub].iri, `${label(hub)} (${count})`]);
  const cites = tally(documentsOf.flatMap((set) => [...set])), dated = tally(yearsOf.flatMap((set) => [...set]));
  $("filters").replaceChildren(
    section("classes", make("ul", { class: "legend" }, Object.keys(classes).filter((kind) => kinds.has(kind)).map((kind) =>
      entry("class", kind, classShown(kind), sample(kind), kindLabel(kind), counts(kinds.get(kind), visible.get(kind), classShown(kind)), () => toggleClass(kind))))),
    state.colour !== "class" ? section("colour", make("ul", { class: "key" }, [...paletteOf(state.colour)].map(([hub, colour]) =>
      make("li", {}, make("span", { class: "swatch", "data-colour": colour }), label(hub))))) : "",
    section("origin", make("ul", {}, ["said", "inferred", "vocabulary"].filter((origin) => origins.has(origin)).map((origin) =>
      entry("origin", origin, !listed("noorigin").has(origin), line(origin), word(origin), String(origins.get(origin)), () => toggle("noorigin", origin))))),
    section("relations", make("ul", {}, [...relations].sort((a, b) => b[1] - a[1]).map(([name, count]) =>
      entry("relation", name, !listed("norelation").has(name), "", term(name), String(count), () => toggle("norelation", name))))),
    make("section", { class: "choices" }, choice("document", documents.map(([, title, date], i) => [i, `${title}（${date || word("unknown_date")}） (${cites.get(i) ?? 0})`])),
      choice("industry", hubs("industry")), choice("platform", hubs("platform")), choice("year", [...dated].sort().map(([year, count]) => [year, `${year} (${count})`])),
      make("label", { class: "tick" }, make("input", { type: "checkbox", id: "linked", checked: Boolean(state.linked), onchange: (event) => change({ linked: event.target.checked ? "1" : "" }) }), word("linked")),
      make("button", { id: "reset", onclick: () => change({ off: "", on: "", norelation: "", noorigin: "", document: "", year: "", industry: "", platform: "", linked: "" }) }, word("reset"))));
  for (const swatch of document.querySelectorAll("[data-colour]")) swatch.style.background = swatch.dataset.colour;
}
