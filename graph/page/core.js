// The data, the words, and the state of the page with its address fragment. Later files build on these names.
const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, edges, things, links, classes, terms, documents, sentences } = data;
const $ = (id) => document.getElementById(id);

// Neighbours of every node, as [edge, other node, 1 outward or -1 inward].
const around = nodes.map(() => []);
edges.forEach((edge, e) => {
  around[edge.from].push([e, edge.to, 1]);
  if (edge.to !== edge.from) around[edge.to].push([e, edge.from, -1]);
});
const byIri = new Map(things.map((thing, n) => [thing.iri, n]));

const DEFAULTS = {
  layout: data.focus.length ? "ego" : "platform", colour: "class", size: "equal", depth: 2,
  centre: data.focus.length ? things[data.focus[0]].iri : "", node: "", edge: "", language: data.language,
  off: "", on: "", norelation: "", noorigin: "", document: "", year: "", industry: "", platform: "", linked: "1", contrast: "",
};
const state = { ...DEFAULTS };

// What the page says, in the language chosen; {n} in a sentence is filled in.
function word(key, values = {}) {
  const text = data.words[state.language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
const second = () => (state.language === "en" ? 1 : 0);
const term = (name) => (terms[name] ? terms[name][second()] : data.words[state.language][name] ?? name);
const label = (n) => (state.language === "en" && things[n].en) || things[n].label;
const kindLabel = (kind) => (kind ? term(kind) : word("other"));

// An element with attributes and children; text is always set as text, never as markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== ""));
  return element;
}

const listed = (name) => new Set(state[name] ? state[name].split(",") : []);
function toggle(name, value) {
  const set = listed(name);
  if (!set.delete(value)) set.add(value);
  change({ [name]: [...set].sort().join(",") });
}

// A class is shown if it opens so and was not turned off, or was turned on; around a centre all open.
const opens = (kind) => state.layout === "ego" || !classes[kind] || classes[kind].shown;
function classShown(kind) {
  return opens(kind) ? !listed("off").has(kind || "-") : listed("on").has(kind);
}
function toggleClass(kind) {
  toggle(opens(kind) ? "off" : "on", kind || "-");
}

const listeners = [];
const onChange = (listener) => listeners.push(listener);

// Every change goes through the address fragment, so that back and forward, and a link, give the same view.
function change(values) {
  const next = { ...state, ...values };
  const parts = Object.keys(DEFAULTS).filter((key) => String(next[key]) !== String(DEFAULTS[key]));
  const text = parts.map((key) => key + "=" + encodeURIComponent(next[key])).join("&");
  if ("#" + text === location.hash || (!text && !location.hash)) return;
  location.hash = text || "all";
}
function readAddress() {
  const before = { ...state };
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(DEFAULTS)) {
    const value = given.get(key);
    state[key] = value === null ? DEFAULTS[key] : key === "depth" ? Math.min(6, Math.max(1, +value || 2)) : value;
  }
  if (!data.words[state.language]) state.language = data.language;
  if (!(state.layout in data.layouts) && state.layout !== "ego") state.layout = "platform";
  for (const listener of listeners) listener(before);
}

const chosen = () => byIri.get(state.node) ?? -1;
function chosenEdge() {
  if (!state.edge) return -1;
  const [from, name, to] = state.edge.split("|").map((part, i) => (i === 1 ? part : byIri.get(part)));
  return edges.findIndex((edge, e) => edge.from === from && edge.to === to && links[e].name === name);
}
const edgeKey = (e) => [things[edges[e].from].iri, links[e].name, things[edges[e].to].iri].join("|");

// Opens a thing, and its class with it where that was hidden.
function open(n) {
  const kind = things[n].class ?? "";
  const values = { node: things[n].iri, edge: "" };
  if (!classShown(kind)) {
    const name = opens(kind) ? "off" : "on";
    const set = listed(name);
    if (name === "off") set.delete(kind || "-"); else set.add(kind);
    values[name] = [...set].sort().join(",");
  }
  change(values);
}

const cited = (entry) => (entry ?? []).map(([s]) => sentences[s][0]);
const documentsOf = things.map((thing) => new Set([...cited(thing.evidence), ...(thing.numbers ?? []).flatMap((n) => cited(n.evidence))]));
const value = (n, name) => (things[n].values ?? []).find(([key]) => key === name)?.[1] ?? "";

// The years that a thing's numbers speak of, and those over which a project runs.
const yearsOf = things.map((thing, n) => {
  const years = new Set((thing.numbers ?? []).map((number) => (number.end ?? number.start ?? "").slice(0, 4)).filter(Boolean));
  const [start, end] = [value(n, "start"), value(n, "end")].map((month) => +month.slice(0, 4));
  for (let year = start; start && year <= (end || start) && year < start + 50; year++) years.add(String(year));
  return years;
});

// What may be filtered by: an industry with its narrower ones, a platform with those inside it.
const GROUPS = { industry: [["Industry", "IndustryChain"], "broader"], platform: [["Platform", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform"], "partOf"] };
const memberClass = (n) => ["Company", "Project"].includes(things[n].class);

// The hub and all that it is made of, by the relation that leads from the part to the whole.
function family(hub, relation) {
  const found = new Set([hub]);
  for (const n of found) for (const [e, other, way] of around[n]) if (way < 0 && links[e].name === relation) found.add(other);
  return found;
}
// The companies and projects that stand with a group.
function membersOf(group, hub) {
  const found = new Set();
  for (const n of family(hub, GROUPS[group][1])) for (const [, other] of around[n]) if (memberClass(other)) found.add(other);
  return found;
}
// What is shown of a group: itself, its neighbours, and what its companies and projects are related to; null: all.
function within(group) {
  const hub = byIri.get(state[group]);
  if (hub === undefined) return null;
  const found = family(hub, GROUPS[group][1]);
  for (const n of [...found]) for (const [, other] of around[n]) found.add(other);
  for (const n of membersOf(group, hub)) for (const [e, other] of around[n]) if (!memberClass(other) || links[e].name === "undertakes") found.add(other);
  return found;
}
// The groups of a kind that hold a company or a project, as [hub, how many], the largest first.
const groupsOf = Object.fromEntries(Object.keys(GROUPS).map((group) => [group, nodes.map((_, n) => n)
  .filter((n) => GROUPS[group][0].includes(things[n].class)).map((n) => [n, membersOf(group, n).size])
  .filter(([, count]) => count).sort((a, b) => b[1] - a[1] || a[0] - b[0])]));

// Which nodes and edges are to be seen: two arrays of booleans.
function seen() {
  const [norelation, noorigin] = [listed("norelation"), listed("noorigin")];
  const close = state.layout === "ego" ? egoDistances() : null;
  const groups = Object.keys(GROUPS).map(within).filter(Boolean);
  const shownNodes = nodes.map((_, n) =>
    classShown(things[n].class ?? "") && groups.every((group) => group.has(n)) && (!close || close.has(n)) &&
    (state.document === "" || documentsOf[n].has(+state.document)) && (!state.year || yearsOf[n].has(state.year)));
  const shownEdges = edges.map((edge, e) =>
    shownNodes[edge.from] && shownNodes[edge.to] && !norelation.has(links[e].name) && !noorigin.has(links[e].origin));
  if (state.linked) {
    const counts = (e) => !norelation.has(links[e].name) && !noorigin.has(links[e].origin);
    nodes.forEach((_, n) => { shownNodes[n] &&= n === chosen() || around[n].some(([e]) => counts(e)); });
  }
  return { nodes: shownNodes, edges: shownEdges };
}

// Steps from the centre over relations that are not filtered away; a place is reached but not passed through.
function egoDistances() {
  const centre = byIri.get(state.centre) ?? (chosen() >= 0 ? chosen() : 0);
  const [norelation, noorigin] = [listed("norelation"), listed("noorigin")];
  const found = new Map([[centre, 0]]);
  for (const n of found.keys()) {
    const distance = found.get(n);
    if (distance >= state.depth || (things[n].class === "Place" && n !== centre)) continue;
    for (const [e, other] of around[n]) {
      if (norelation.has(links[e].name) || noorigin.has(links[e].origin) || found.has(other)) continue;
      if (classShown(things[other].class ?? "")) found.set(other, distance + 1);
    }
  }
  return found;
}

// Around a centre: each step outward a ring, wide enough for its labels; a thing near those it hangs on.
function egoPoints() {
  const distances = egoDistances();
  const points = new Map(), angles = new Map();
  let radius = 0;
  for (let ring = 0; ring <= state.depth; ring++) {
    const members = [...distances.keys()].filter((n) => distances.get(n) === ring);
    const inner = (n) => around[n].map(([, other]) => other).filter((other) => distances.get(other) === ring - 1);
    const angle = (n) => Math.min(...inner(n).map((other) => angles.get(other) ?? 0), 7);
    members.sort((a, b) => angle(a) - angle(b) || (things[a].class ?? "").localeCompare(things[b].class ?? "") || a - b);
    const waves = members.length > 20 ? 3 : 1; // a crowded ring goes in and out, so that labels find room
    radius = ring === 0 ? 0 : Math.max(radius + 150, (members.length * 84) / waves / (2 * Math.PI));
    members.forEach((n, i) => {
      const turn = (2 * Math.PI * i) / members.length, away = radius + (i % waves) * 62;
      angles.set(n, turn);
      points.set(n, [Math.round(away * Math.cos(turn) * 1.4), Math.round(away * Math.sin(turn))]);
    });
    radius += (waves - 1) * 62;
  }
  return points;
}

function pointsOf() {
  if (state.layout === "ego") {
    const found = egoPoints();
    return nodes.map((_, n) => found.get(n) ?? [0, 0]);
  }
  const flat = data.layouts[state.layout].points;
  return nodes.map((_, n) => [flat[2 * n], flat[2 * n + 1]]);
}

// Twelve colours that can be told apart, then grey, for the largest groups.
const PALETTE = ["#2563b5", "#cc5a14", "#1d7f55", "#8450b0", "#c2407e", "#a08000", "#13808f", "#b23a3a", "#5a6d1f", "#7a4f2b", "#4a6fd0", "#3f4a59"];
function paletteOf(group) {
  const counts = new Map();
  things.forEach((thing, n) => { if (thing[group] !== undefined && memberClass(n)) counts.set(thing[group], (counts.get(thing[group]) ?? 0) + 1); });
  const order = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, PALETTE.length);
  return new Map(order.map(([hub], i) => [hub, PALETTE[i]]));
}

// Colour and radius of every node, as chosen.
function looks() {
  const palette = state.colour === "class" ? null : paletteOf(state.colour);
  const measure = { degree: (n) => around[n].length, investment: (n) => things[n].investment, betweenness: (n) => things[n].betweenness }[state.size];
  const most = measure ? Math.max(...nodes.map((_, n) => measure(n)), 1e-9) : 1;
  return nodes.map((node, n) => ({
    colour: palette ? palette.get(things[n][state.colour]) ?? "#a9b0b8" : node.color,
    radius: measure ? 5 + 23 * Math.sqrt(measure(n) / most) : node.size,
  }));
}
