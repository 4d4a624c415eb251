// What both drawings share: frames of groups and labels that never cover each other; then the drawing by vis-network.
const EDGE = { said: "#8894a3", inferred: "#b98b4a", vocabulary: "#b5b9c0" };
const FONT = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
const LIGHT_FROM = { nodes: 1200, edges: 2500 }; // vis-network takes 200 ms a frame at 3,000 nodes

// The picture as it is to be: what is seen, where, how, and what is set off.
function picture() {
  const shown = seen(), points = pointsOf(), look = looks();
  const n = chosen(), e = chosenEdge();
  const lit = new Set(), litEdges = new Set();
  if (n >= 0) {
    lit.add(n);
    for (const [edge, other] of around[n]) if (shown.edges[edge]) { lit.add(other); litEdges.add(edge); }
  } else if (e >= 0) {
    lit.add(edges[e].from).add(edges[e].to);
    litEdges.add(e);
  }
  const order = nodes.map((_, i) => i).filter((i) => shown.nodes[i]);
  const hub = (i) => (things[i].platform === i || things[i].industry === i ? 1 : 0);
  order.sort((a, b) => lit.has(b) - lit.has(a) || hub(b) - hub(a) || around[b].length - around[a].length || a - b);
  return { shown, points, look, lit, litEdges, order, boxes: boxesOf(shown), chosen: n };
}

function boxesOf(shown) {
  const layout = data.layouts[state.layout];
  if (!layout) return [];
  const counts = new Map();
  const flat = layout.points;
  return layout.boxes.map(([x, y, width, height, hub, kind]) => {
    let count = 0;
    nodes.forEach((_, n) => {
      const [px, py] = [flat[2 * n], flat[2 * n + 1]];
      if (shown.nodes[n] && px >= x && px <= x + width && py >= y && py <= y + height) count++;
    });
    return { x, y, width, height, hub, kind, count };
  }).filter((box) => box.count > 0);
}

// Draws in the picture's own coordinates; scale tells how large they come out, so that text keeps its size.
function drawBoxes(context, now, scale) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const box of now.boxes) {
    const colour = (classes[box.kind] ?? classes[""]).color;
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 14);
    context.fillStyle = colour + "0d";
    context.fill();
    context.lineWidth = 1 / scale;
    context.strokeStyle = colour + "55";
    context.stroke();
    const size = Math.min(19, Math.max(11, 26 * scale)) / scale;
    const name = box.hub >= 0 ? label(box.hub) : kindLabel(box.kind);
    context.font = `600 ${size}px ${FONT}`;
    context.fillStyle = state.contrast ? "#000" : colour;
    const text = fitted(`${name}  ${box.count}`, (box.width - 16 / scale) / size);
    if (text.length > 1) context.fillText(text, box.x + 10 / scale, box.y + Math.min(23, size * 0.9));
  }
}

// The text cut to a width; a Chinese character is as wide as it is high.
const widthOf = (text) => [...text].reduce((sum, c) => sum + (c < "\u2e80" ? 0.58 : 1), 0);
function fitted(text, width) {
  const characters = [...text];
  let room = width;
  const kept = characters.findIndex((c) => (room -= widthOf(c)) < 0);
  return kept < 0 ? text : characters.slice(0, Math.max(0, kept - 1)).join("") + "…";
}

const wrappedLabel = (n) => (state.language === "en" && things[n].en ? [things[n].en.slice(0, 24)] : nodes[n].label.split("\n"));

// Labels of a constant size on the screen, the important ones first, none over another; fewer the further away.
function drawLabels(context, now, scale, view) {
  const size = Math.min(14, Math.max(11.5, 13 * scale)) / scale;
  const taken = new Map();
  const cell = 40 / scale;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.font = `${size}px ${FONT}`;
  for (const n of now.order) {
    const [x, y] = now.points[n];
    if (x < view.left || x > view.right || y < view.top || y > view.bottom) continue;
    const important = now.lit.has(n) || n === hovered;
    const lines = wrappedLabel(n);
    const width = Math.max(...lines.map(widthOf)) * size;
    const top = y + now.look[n].radius + 2 / scale;
    const spot = { left: x - width / 2, right: x + width / 2, top, bottom: top + lines.length * size * 1.15 };
    if (!claim(taken, cell, spot) && n !== hovered && n !== now.chosen) continue;
    context.globalAlpha = now.lit.size && !important ? 0.25 : 1;
    context.lineWidth = 3 / scale;
    context.strokeStyle = "rgba(255,255,255,.9)";
    context.fillStyle = state.contrast ? "#000" : "#1d2530";
    lines.forEach((line, i) => {
      context.strokeText(line, x, top + i * size * 1.15);
      context.fillText(line, x, top + i * size * 1.15);
    });
  }
  context.globalAlpha = 1;
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
  return { colour, alpha: now.lit.size ? (lit ? 1 : 0.06) : state.contrast ? 0.9 : 0.42, width: (lit ? 1.4 : 0.8) * edges[e].width };
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
      const scale = Math.min(most, container.clientWidth / (box.right - box.left + 40), container.clientHeight / (box.bottom - box.top + 40));
      network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale, animation: false });
    },
    zoom(factor) { network.moveTo({ scale: network.getScale() * factor, animation: false }); },
    pan(x, y) { network.moveTo({ offset: { x, y }, animation: false }); },
    frame() { const p = network.getViewPosition(); return { x: p.x, y: p.y, scale: network.getScale() }; },
    spot(n) { return network.canvasToDOM({ x: now.points[n][0], y: now.points[n][1] }); },
  };
}
