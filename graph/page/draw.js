// What both drawings share: frames of groups and labels that never cover each other; then the drawing by vis-network.
const EDGE = { said: "#8894a3", inferred: "#b98b4a", vocabulary: "#b5b9c0" };
const FONT = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
const LIGHT_FROM = { nodes: 1200, edges: 2500 }; // vis-network takes 200 ms a frame at 3,000 nodes

// The picture as it is to be: what is seen, where, how, and what is set off.
function picture() {
  const shown = seen(), points = pointsOf(), look = looks();
  const n = chosen(), e = chosenEdge();
  const lit = new Set(), litEdges = new Set();
  const plain = state.layout === "ego" && state.centre === state.node; // what stands around the centre is not made faint
  if (n >= 0) {
    lit.add(n);
    for (const [edge, other] of around[n]) if (shown.edges[edge]) { lit.add(other); litEdges.add(edge); }
    if (plain) nodes.forEach((_, i) => shown.nodes[i] && lit.add(i));
  } else if (e >= 0) {
    lit.add(edges[e].from).add(edges[e].to);
    litEdges.add(e);
  }
  const order = nodes.map((_, i) => i).filter((i) => shown.nodes[i]);
  const boxes = boxesOf(shown), hubs = new Set(boxes.map((box) => box.hub));
  const hub = (i) => (hubs.has(i) ? 1 : 0);
  order.sort((a, b) => lit.has(b) - lit.has(a) || hub(b) - hub(a) || around[b].length - around[a].length || a - b);
  return { shown, points, look, lit, litEdges, order, boxes, plain, chosen: n };
}

// The frames of the groups, drawn in around what is seen of each; a group of which nothing is seen has none.
const boxMembers = {};
function boxesOf(shown) {
  const layout = data.layouts[state.layout];
  if (!layout) return [];
  const { points, boxes } = layout;
  boxMembers[state.layout] ??= boxes.map(([x, y, width, height]) => nodes.map((_, n) => n).filter((n) =>
    points[2 * n] >= x && points[2 * n] <= x + width && points[2 * n + 1] >= y && points[2 * n + 1] <= y + height));
  return boxes.map(([x, y, width, height, hub, kind], b) => {
    const seenHere = boxMembers[state.layout][b].filter((n) => shown.nodes[n]);
    const right = Math.max(...seenHere.map((n) => points[2 * n] + 63)), bottom = Math.max(...seenHere.map((n) => points[2 * n + 1] + 42));
    return { x, y, width: Math.min(width, right - x), height: Math.min(height, bottom - y), hub, kind, count: seenHere.length };
  }).filter((box) => box.count > 0);
}

// Draws in the picture's own coordinates; scale tells how large they come out.
function drawBoxes(context, now, scale) {
  for (const box of now.boxes) {
    const colour = boxColour(box);
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 14);
    context.fillStyle = colour + "0d";
    context.fill();
    context.lineWidth = 1 / scale;
    context.strokeStyle = colour + "55";
    context.stroke();
  }
}
const boxColour = (box) => (classes[box.kind] ?? classes[""]).color;
const boxName = (box) => (box.hub >= 0 ? label(box.hub) : kindLabel(box.kind));

// The names of the groups, of a constant size on the screen, and the places they take.
function drawTitles(context, now, scale, claimed) {
  const size = Math.min(19, Math.max(11, 26 * scale)) / scale;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.font = `600 ${size}px ${FONT}`;
  for (const box of now.boxes) {
    const text = fitted(`${boxName(box)}  ${box.count}`, (box.width - 16 / scale) / size);
    if (text.length < 4) continue;
    const x = box.x + 9 / scale, y = box.y + Math.min(23, size * 0.9);
    const width = widthOf(text) * size;
    if (!claimed({ left: x, right: x + width, top: y - size * 0.6, bottom: y + size * 0.6 })) continue;
    write(context, text, x, y, scale, state.contrast ? "#000" : boxColour(box));
  }
}

// Text with a light rim, so that it can be read over lines.
function write(context, text, x, y, scale, colour) {
  context.lineJoin = "round";
  context.lineWidth = 3 / scale;
  context.strokeStyle = "rgba(255,255,255,.9)";
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

// The text cut to a width; a Chinese character is as wide as it is high.
const widthOf = (text) => [...text].reduce((sum, c) => sum + (c < "\u2e80" ? 0.58 : 1), 0);
function fitted(text, width) {
  const characters = [...text];
  let room = width;
  const kept = characters.findIndex((c) => (room -= widthOf(c)) < 0);
  return kept < 0 ? text : characters.slice(0, Math.max(0, kept - 1)).join("") + "…";
}

const briefLabel = (n) => fitted((state.language === "en" && things[n].en) || things[n].short || things[n].label, 9.5);
const wrappedLabel = (n) => (state.language === "en" && things[n].en ? [things[n].en.slice(0, 24)] : nodes[n].label.split("\n"));

// Labels of a constant size on the screen, the important ones first, none over another; fewer the further away.
function drawLabels(context, now, scale, view) {
  const taken = new Map(), cell = 40 / scale;
  const claimed = (spot) => claim(taken, cell, spot);
  const visible = now.order.filter((n) => {
    const [x, y] = now.points[n];
    return x >= view.left && x <= view.right && y >= view.top && y <= view.bottom;
  });
  drawTitles(context, now, scale, claimed);
  const size = Math.min(14, Math.max(11.5, 13 * scale)) / scale;
  const far = scale < 0.6;
  let room = far ? ((view.right - view.left) * (view.bottom - view.top) * scale * scale) / 12000 : Infinity;
  const titled = new Set(far ? now.boxes.map((box) => box.hub) : []);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.font = `${size}px ${FONT}`;
  const first = Math.max(14, Math.min(40, now.lit.size)); // these may cover the marks of others, the rest may not
  for (const [i, n] of visible.entries()) {
    if (i === first && visible.length < 3000) for (const other of visible) markTaken(now, other, taken, cell);
    const [x, y] = now.points[n];
    const important = now.lit.has(n) || n === hovered;
    if ((room <= 0 || titled.has(n)) && !important) continue;
    const lines = far && n !== hovered ? [briefLabel(n)] : wrappedLabel(n);
    const width = Math.max(...lines.map(widthOf)) * size;
    const top = y + now.look[n].radius + 2 / scale;
    const spot = { left: x - width / 2, right: x + width / 2, top, bottom: top + lines.length * size * 1.15 };
    if (!claimed(spot) && n !== hovered && n !== now.chosen) continue;
    room -= important ? 0 : 1;
    context.globalAlpha = now.lit.size && !important ? 0.25 : 1;
    lines.forEach((line, row) => write(context, line, x, top + row * size * 1.15, scale, state.contrast ? "#000" : "#1d2530"));
  }
  context.globalAlpha = 1;
}

// A node's mark takes its place too: no label may cover it.
function markTaken(now, n, taken, cell) {
  const [x, y] = now.points[n], r = now.look[n].radius * 0.8;
  claim(taken, cell, { left: x - r, right: x + r, top: y - r, bottom: y + r });
}

// Whether the place is free; it is taken then. A grid of the places taken keeps this linear.
function claim(taken, cell, spot) {
  const keys = [];
  for (let i = Math.floor(spot.left / cell); i <= Math.floor(spot.right / cell); i++) {
    for (let j = Math.floor(spot.top / cell); j <= Math.floor(spot.bottom / cell); j++) {
      const key = i + "," + j;
      for (const other of taken.get(key) ?? []) {
        if (spot.left < other.right && other.left < spot.right && spot.top < other.bottom && other.top < spot.bottom) return false;
      }
      keys.push(key);
    }
  }
  for (const key of keys) taken.set(key, [...(taken.get(key) ?? []), spot]);
  return true;
}

let hovered = -1;

function edgeStyle(now, e) {
  const lit = now.litEdges.has(e);
  const colour = lit ? (links[e].origin === "inferred" ? "#a35a00" : "#20406e") : state.contrast ? "#333333" : EDGE[links[e].origin];
  const alpha = state.contrast ? 0.9 : Math.min(0.5, Math.max(0.1, 320 / edges.length)); // many lines: each fainter
  return { colour, alpha: !now.lit.size || (now.plain && !lit) ? alpha : lit ? 1 : alpha / 6, width: (lit ? 1.6 : 1.2) * edges[e].width };
}

// The bounds of what is shown, with room for labels.
function bounds(now, only = now.order) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const add = (x, y) => {
    box.left = Math.min(box.left, x); box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y); box.bottom = Math.max(box.bottom, y);
  };
  for (const n of only) { add(now.points[n][0] - 60, now.points[n][1] - 30); add(now.points[n][0] + 60, now.points[n][1] + 45); }
  if (only === now.order) for (const b of now.boxes) { add(b.x, b.y); add(b.x + b.width, b.y + b.height); }
  return only.length ? box : { left: 0, right: 1, top: 0, bottom: 1 };
}

// vis-network with pyvis's nodes and edges: fixed points, no physics, our own labels.
function visDrawing(container, events) {
  const visNodes = new vis.DataSet(nodes.map((node) => ({ ...node, label: undefined })));
  const visEdges = new vis.DataSet(edges.map((edge, id) => ({ ...edge, id, dashes: links[id].origin === "vocabulary" ? [2, 4] : edge.dashes ?? false })));
  const network = new vis.Network(container, { nodes: visNodes, edges: visEdges }, data.options);
  let now = null, nodeKeys = [], edgeKeys = [];
  const view = () => {
    const [a, b] = [network.DOMtoCanvas({ x: -80, y: -60 }), network.DOMtoCanvas({ x: container.clientWidth + 80, y: container.clientHeight + 20 })];
    return { left: a.x, top: a.y, right: b.x, bottom: b.y };
  };
  network.on("beforeDrawing", (context) => now && drawBoxes(context, now, network.getScale()));
  network.on("afterDrawing", (context) => now && drawLabels(context, now, network.getScale(), view()));
  network.on("click", ({ nodes: [n], edges: [e] }) => events.click(n ?? -1, n === undefined ? e ?? -1 : -1));
  network.on("doubleClick", ({ nodes: [n] }) => n !== undefined && events.centre(n));
  network.on("hoverNode", ({ node, event }) => { hovered = node; events.hover(node, -1, event); network.redraw(); });
  network.on("hoverEdge", ({ edge, event }) => events.hover(-1, edge, event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => { hovered = -1; events.hover(-1, -1); });
  for (const name of ["dragStart", "zoom"]) network.on(name, events.moved);
  return {
    kind: "vis",
    show(next) {
      const moved = now && next.points !== now.points;
      now = next;
      const changedNodes = [], changedEdges = [];
      nodes.forEach((_, id) => {
        const [x, y] = now.points[id];
        const faint = now.lit.size > 0 && !now.lit.has(id);
        const { colour, radius } = now.look[id];
        const edge = id === now.chosen ? "#101820" : colour;
        const item = { id, x, y, size: radius, hidden: !now.shown.nodes[id], opacity: faint ? 0.22 : 1, borderWidth: id === now.chosen ? 3 : 1,
          color: { background: colour, border: edge, hover: { background: colour, border: "#101820" }, highlight: { background: colour, border: "#101820" } } };
        const key = JSON.stringify(item);
        if (nodeKeys[id] !== key) { nodeKeys[id] = key; changedNodes.push(item); }
      });
      edges.forEach((_, id) => {
        const { colour, alpha, width } = edgeStyle(now, id);
        const item = { id, hidden: !now.shown.edges[id], width, color: { color: colour, hover: "#20406e", highlight: "#20406e", opacity: alpha } };
        const key = JSON.stringify(item);
        if (edgeKeys[id] !== key) { edgeKeys[id] = key; changedEdges.push(item); }
      });
      if (changedNodes.length) visNodes.update(changedNodes);
      if (changedEdges.length) visEdges.update(changedEdges);
      network.unselectAll();
      network.redraw();
      return moved;
    },
    look(box, most = 1.1) {
      const scale = Math.min(most, (container.clientWidth - 70) / (box.right - box.left), (container.clientHeight - 76) / (box.bottom - box.top));
      network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale, animation: false });
    },
    zoom(factor) { network.moveTo({ scale: network.getScale() * factor, animation: false }); },
    pan(x, y) { network.moveTo({ offset: { x, y }, animation: false }); },
    frame() { const p = network.getViewPosition(); return { x: p.x, y: p.y, scale: network.getScale() }; },
    spot(n) { return network.canvasToDOM({ x: now.points[n][0], y: now.points[n][1] }); },
  };
}
