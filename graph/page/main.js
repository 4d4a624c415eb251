// Puts the parts together, and listens.
const events = {
  click(n, e) { if (n >= 0) open(n); else if (e >= 0) change({ node: "", edge: edgeKey(e) }); else change({ node: "", edge: "" }); },
  centre,
  hover: showTip,
  moved() { wholeInView = false; },
};
let wholeInView = true; // the whole is in view: it stays so when the window or the panel changes
const heavy = nodes.length > LIGHT_FROM.nodes || edges.length > LIGHT_FROM.edges;
const drawing = (heavy ? lightDrawing : visDrawing)($("network"), events);
let current = null;

function options(name, values) {
  $(name).replaceChildren(...values.map(([value, key]) => make("option", { value, selected: String(state[name]) === value }, word(key))));
}

function showWords() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  $("title").textContent = data.title;
  $("search").placeholder = word("search");
  $("search").setAttribute("aria-label", word("search"));
  $("language").textContent = word("language");
  $("menu").title = word("menu");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-hint]")) { element.title = word(element.dataset.hint); element.setAttribute("aria-label", element.title); }
  options("layout", [["platform", "by_platform"], ["industry", "by_industry"], ["layers", "by_layers"], ["force", "by_force"], ["ego", "by_ego"]]);
  options("colour", [["class", "class"], ["industry", "industry"], ["platform", "platform"]]);
  options("size", [["equal", "equal"], ["degree", "degree"], ["investment", "investment"], ["betweenness", "betweenness"]]);
}

function showAll() {
  drawing.look(bounds(current));
  wholeInView = true;
}

// Moves a thing into view where it is outside, or, if it is to be read, too small.
function bring(n, toRead) {
  if (!current.shown.nodes[n]) return;
  const { x, y } = drawing.spot(n), box = $("network");
  const inside = x > 20 && y > 20 && x < box.clientWidth - 20 && y < box.clientHeight - 20;
  if (inside && (!toRead || drawing.frame().scale > 0.55)) return;
  const [px, py] = current.points[n];
  drawing.look({ left: px - 420, right: px + 420, top: py - 300, bottom: py + 300 });
  wholeInView = false;
}

onChange((before) => {
  document.body.classList.toggle("contrast", Boolean(state.contrast));
  $("contrast").setAttribute("aria-pressed", String(Boolean(state.contrast)));
  showWords();
  showPanel();
  current = picture();
  const count = (list) => list.filter(Boolean).length;
  $("count").textContent = word("shown", { n: count(current.shown.nodes), m: count(current.shown.edges), N: nodes.length, M: edges.length });
  drawFilters(current.shown);
  drawing.show(current);
  const framed = ["layout", "centre", "depth", "industry", "platform", "document", "year"].some((key) => before[key] !== state[key]);
  if (framed || !started) showAll();
  if (wantedView >= 0) bring(wantedView, true);
  else if (chosen() >= 0 && (before.node !== state.node || !started)) bring(chosen(), false);
  wantedView = -1;
  started = true;
});
let started = false;

for (const name of ["layout", "colour", "size"]) {
  $(name).addEventListener("change", (event) => {
    const values = { [name]: event.target.value };
    if (values.layout === "ego") values.centre = things[chosen() >= 0 ? chosen() : byIri.get(state.centre) ?? current.order[0] ?? 0].iri;
    change(values);
  });
}
$("language").addEventListener("click", () => change({ language: state.language === "zh" ? "en" : "zh" }));
$("contrast").addEventListener("click", () => change({ contrast: state.contrast ? "" : "1" }));
$("back").addEventListener("click", () => history.back());
$("forward").addEventListener("click", () => history.forward());
$("fit").addEventListener("click", showAll);
$("menu").addEventListener("click", () => {
  const shown = document.body.classList.toggle("filters");
  $("menu").setAttribute("aria-expanded", String(shown));
});
$("save").addEventListener("click", (event) => {
  const kind = event.target.dataset.save;
  if (!kind) return;
  $("save").open = false;
  SAVERS[kind](current);
});
wireSearch();

const MOVES = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName)) return;
  if (event.key === "/") { event.preventDefault(); $("search").focus(); }
  else if (event.key === "Escape") change({ node: "", edge: "" });
  else if (event.key === "0") showAll();
  else if (event.key === "+" || event.key === "=") { events.moved(); drawing.zoom(1.25); }
  else if (event.key === "-") { events.moved(); drawing.zoom(0.8); }
  else if (MOVES[event.key] && event.target.closest("#picture")) { event.preventDefault(); events.moved(); drawing.pan(...MOVES[event.key]); }
  else if (event.key === "c" && chosen() >= 0) centre(chosen());
});
window.addEventListener("beforeprint", () => ontoPaper(current));
window.addEventListener("hashchange", readAddress);
new ResizeObserver(() => requestAnimationFrame(() => { if (started && wholeInView) showAll(); })).observe($("network"));
readAddress();
// For tests and for those who look behind the page: what is shown, and where a node stands on the screen.
window.view = { data, state, drawing, spot: (n) => drawing.spot(n), shown: () => current.shown, search, paint: () => current };
document.body.dataset.ready = "yes";
