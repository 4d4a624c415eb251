// The details of the node or edge chosen: names, properties, numbers, relations to walk along, and the sentences.
function quoted([s, start, end]) {
  const [d, text] = sentences[s];
  const [, title, date] = documents[d];
  const words = start < end ? [text.slice(0, start), make("mark", {}, text.slice(start, end)), text.slice(end)] : [text];
  return make("blockquote", { class: "sentence" }, make("p", {}, ...words), make("footer", {}, `${title} · ${date || word("unknown_date")}`));
}

function showPanel() {
  const n = chosen(), e = chosenEdge();
  const panel = $("panel");
  panel.hidden = n < 0 && e < 0;
  if (panel.hidden) return;
  const close = make("button", { class: "icon close", title: word("close"), onclick: () => change({ node: "", edge: "" }) }, "×");
  panel.replaceChildren(close, ...(n >= 0 ? nodePanel(n) : edgePanel(e)));
  panel.scrollTop = 0;
}

function part(key, ...children) {
  return make("section", { "data-part": key }, make("h3", {}, word(key)), ...children);
}

function nodePanel(n) {
  const thing = things[n];
  const aliases = [...new Set([...(thing.aliases ?? []), state.language === "en" ? thing.label : thing.en ?? ""])].filter((name) => name && name !== label(n));
  const values = (thing.values ?? []).map(([key, text]) => [make("dt", {}, term(key)), make("dd", {}, text)]).flat();
  return [
    make("h2", {}, label(n)),
    make("p", { class: "kind" }, sample(thing.class ?? ""), kindLabel(thing.class), make("button", { id: "centre", onclick: () => centre(n) }, word("centre")), depthControl(n)),
    aliases.length ? part("aliases", make("p", {}, aliases.join("、"))) : "",
    values.length ? part("properties", make("dl", {}, values)) : "",
    thing.numbers ? part("numbers", ...numbersOf(thing.numbers)) : "",
    around[n].length ? part("relations", ...relationsOf(n)) : "",
    part("evidence", ...(thing.evidence ?? []).map(quoted),
      (thing.mentions ?? 0) > (thing.evidence ?? []).length ? make("p", { class: "more" }, word("more", { n: thing.mentions - thing.evidence.length })) : "",
      thing.evidence ? "" : make("p", { class: "more" }, word("no_evidence"))),
    make("p", { class: "address" }, data.base + thing.iri),
  ].filter((child) => child !== "");
}

function centre(n) {
  wantedView = -1;
  change({ layout: "ego", centre: things[n].iri, node: things[n].iri, edge: "" });
}
function depthControl(n) {
  if (state.layout !== "ego" || state.centre !== things[n].iri) return "";
  const step = (by) => () => change({ depth: Math.min(6, Math.max(1, state.depth + by)) });
  return make("span", { class: "depth" }, `${word("depth")} `, make("button", { onclick: step(-1) }, "−"), ` ${state.depth} `, make("button", { onclick: step(1) }, "+"));
}

// Numbers by metric and period: what came about beside what was promised; the sentence opens below.
function numbersOf(numbers) {
  const groups = new Map();
  for (const number of numbers) {
    const key = [number.metric ?? "", number.measure === "Level" ? "" : number.measure ?? "", number.basis ?? ""].join("|");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(number);
  }
  const both = (group) => group.some((n) => n.status === "Actual") && group.some((n) => n.status !== "Actual");
  const order = [...groups.values()].sort((a, b) => both(b) - both(a) || b.length - a.length || (b[0].metric ? 1 : 0) - (a[0].metric ? 1 : 0));
  const drawn = order.map((group) => {
    const [first] = group;
    const qualifier = [first.measure && first.measure !== "Level" ? term(first.measure) : "", first.basis ? term(first.basis) : ""].filter(Boolean).join("，");
    const rows = new Map();
    for (const number of group) {
      const key = periodText(number);
      if (!rows.has(key)) rows.set(key, { actual: [], target: [] });
      rows.get(key)[number.status === "Actual" ? "actual" : "target"].push(number);
    }
    return make("div", { class: "metric" }, make("h4", {}, first.metric || word("none"), qualifier ? make("small", {}, ` ${qualifier}`) : ""), chart(group),
      make("table", {}, make("tr", {}, make("th", {}, word("period")), make("th", {}, word("actual")), make("th", {}, word("target"))),
        [...rows].map(([period, { actual, target }]) => make("tr", {}, make("td", {}, period), make("td", {}, actual.map(numberButton)), make("td", {}, target.map(numberButton))))));
  });
  const rest = drawn.splice(MOST_METRICS);
  return rest.length ? [...drawn, make("details", {}, make("summary", {}, word("rest", { n: rest.length })), rest)] : drawn;
}
const MOST_METRICS = 8; // shown at once, those with both a promise and an outcome first

function periodText({ start = "", end = "" }) {
  if (!end && !start) return "—";
  if (start.slice(0, 4) === end.slice(0, 4) && start.endsWith("01-01") && end.endsWith("12-31")) return end.slice(0, 4);
  if (!start || start === end) return end || start;
  if (start.endsWith("01-01") && end.endsWith("12-31")) return `${start.slice(0, 4)}–${end.slice(0, 4)}`;
  return start.slice(0, 7) === end.slice(0, 7) ? end.slice(0, 7) : `${start.slice(0, 7)}–${end.slice(0, 7)}`;
}

const SIGNS = { AtLeast: "≥", AtMost: "≤", About: "≈" };
function numberText({ value: amount, unit = "", comparator }) {
  return `${SIGNS[comparator] ?? ""}${amount}${unit}`;
}
function numberButton(number) {
  const status = number.status && !["Actual", "Target"].includes(number.status) ? make("small", {}, ` ${term(number.status)}`) : "";
  return make("button", { class: "number", onclick: (event) => {
    const row = event.currentTarget.closest("tr");
    if (row.nextElementSibling?.classList.contains("quote")) { row.nextElementSibling.remove(); return; }
    row.after(make("tr", { class: "quote" }, make("td", { colspan: 3 }, (number.evidence ?? []).map(quoted))));
  } }, numberText(number), status);
}

// A bar for each period of a metric with at least two values of one unit; promised values are outlined.
function chart(group) {
  const bars = group.filter((number) => number.end && number.unit === group[0].unit && !Number.isNaN(+number.value)).sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
  if (bars.length < 2 || bars.length > 24) return "";
  const top = Math.max(0, ...bars.map((bar) => +bar.value)), low = Math.min(0, ...bars.map((bar) => +bar.value));
  const height = 54, wide = 100 / bars.length;
  const y = (amount) => 8 + (height * (top - amount)) / (top - low || 1);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 100 ${height + 20}`);
  svg.setAttribute("class", "chart");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", bars.map((bar) => `${periodText(bar)} ${numberText(bar)}`).join("；"));
  bars.forEach((bar, i) => {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const amount = +bar.value;
    const at = { x: i * wide + wide * 0.2, y: Math.min(y(amount), y(0)), width: wide * 0.6, height: Math.max(1, Math.abs(y(amount) - y(0))) };
    for (const [name, number] of Object.entries(at)) rect.setAttribute(name, String(number));
    rect.setAttribute("class", bar.status === "Actual" ? "actual" : "target");
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("x", String((i + 0.5) * wide));
    text.setAttribute("y", String(height + 17));
    text.textContent = bar.end.slice(0, 4);
    svg.append(rect, text);
  });
  return svg;
}

// Relations by predicate and direction; each leads to the neighbour, its sentences or grounds open below.
function relationsOf(n) {
  const groups = new Map();
  for (const [e, other, direction] of around[n]) {
    const key = `${direction}|${links[e].name}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push([e, other]);
  }
  const order = [...groups].sort((a, b) => b[0].split("|")[0] - a[0].split("|")[0] || a[1].length - b[1].length);
  return order.map(([key, found]) => {
    const [direction, name] = key.split("|");
    found.sort((a, b) => (links[a[0]].origin === "said" ? 0 : 1) - (links[b[0]].origin === "said" ? 0 : 1) || label(a[1]).localeCompare(label(b[1]), "zh"));
    const rows = found.map(([e, other]) => make("li", {},
      make("div", { class: "walk" }, line(links[e].origin), sample(things[other].class ?? ""),
        make("button", { class: "go", "data-node": other, onclick: () => { wantedView = other; open(other); } }, label(other)),
        make("button", { class: "why", title: word(links[e].origin), onclick: (event) => why(event, e) }, links[e].documents > 1 ? `“${links[e].documents}”` : "“”"))));
    const list = make("ul", {}, rows);
    return make("details", { open: found.length <= 12 }, make("summary", {}, direction === "1" ? term(name) : word("incoming", { name: term(name) }), make("small", {}, ` ${found.length}`)), list);
  });
}
function why(event, e) {
  const item = event.currentTarget.closest("li");
  const there = item.querySelector(".grounds");
  if (there) there.remove();
  else item.append(make("div", { class: "grounds" }, groundsOf(e)));
}

function groundsOf(e) {
  const link = links[e];
  if (link.origin === "vocabulary") return [make("p", { class: "more" }, word("from_vocabulary"))];
  const said = (link.evidence ?? []).map(quoted);
  if (!link.premises) return said.length ? said : [make("p", { class: "more" }, word("no_evidence"))];
  return [...said, make("dl", {}, make("dt", {}, word("rule")), make("dd", {}, link.method), make("dt", {}, word("confidence")), make("dd", {}, link.confidence ?? ""),
    make("dt", {}, word("premises")), link.premises.map((premise) => make("dd", {}, premise)))];
}

function edgePanel(e) {
  const { from, to } = edges[e];
  const link = links[e];
  const go = (n) => make("button", { class: "go", onclick: () => { wantedView = n; open(n); } }, sample(things[n].class ?? ""), label(n));
  return [
    make("h2", {}, term(link.name)),
    make("p", { class: "triple" }, go(from), make("span", {}, " → "), go(to)),
    make("p", { class: "kind" }, line(link.origin), word(link.origin), link.documents ? ` · ${word("documents", { n: link.documents })}` : ""),
    part("evidence", ...groundsOf(e)),
  ];
}

// What the pointer rests on: its name and the first sentence.
function showTip(n, e, event) {
  const tip = $("tip");
  tip.hidden = n < 0 && e < 0;
  if (tip.hidden) return;
  const evidence = n >= 0 ? things[n].evidence ?? things[n].numbers?.[0]?.evidence : links[e].evidence;
  const title = n >= 0 ? label(n) : `${label(edges[e].from)} → ${term(links[e].name)} → ${label(edges[e].to)}`;
  const kind = n >= 0 ? kindLabel(things[n].class) : word(links[e].origin);
  const premises = e >= 0 && links[e].premises ? make("p", {}, links[e].premises.join("；")) : "";
  tip.replaceChildren(make("strong", {}, title), make("small", {}, ` ${kind}`), evidence?.length ? quoted(evidence[0]) : "", premises);
  const box = $("picture").getBoundingClientRect();
  const [x, y] = event ? [event.clientX - box.left, event.clientY - box.top] : [0, 0];
  tip.style.left = `${Math.max(4, Math.min(x + 14, box.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, y + 18 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 10 : y + 18)}px`;
}
