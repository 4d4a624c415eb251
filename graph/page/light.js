// A lighter drawing for graphs that vis-network stalls on, with the same interface; it also paints the pictures saved.
function paint(context, now, view, size) {
  context.save();
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, size.width, size.height);
  context.translate(size.width / 2, size.height / 2);
  context.scale(view.scale, view.scale);
  context.translate(-view.x, -view.y);
  const half = { x: size.width / 2 / view.scale, y: size.height / 2 / view.scale };
  const area = { left: view.x - half.x, right: view.x + half.x, top: view.y - half.y, bottom: view.y + half.y };
  drawBoxes(context, now, view.scale);
  paintEdges(context, now, area, view.scale);
  paintNodes(context, now, area, view.scale);
  drawLabels(context, now, view.scale, area);
  context.restore();
}

// Edges of one style are one path: thousands of them cost one stroke.
function paintEdges(context, now, area, scale) {
  const styles = new Map();
  edges.forEach((edge, e) => {
    if (!now.shown.edges[e]) return;
    const [ax, ay] = now.points[edge.from], [bx, by] = now.points[edge.to];
    if (Math.max(ax, bx) < area.left || Math.min(ax, bx) > area.right || Math.max(ay, by) < area.top || Math.min(ay, by) > area.bottom) return;
    const { colour, alpha, width } = edgeStyle(now, e);
    const key = `${colour}|${alpha}|${Math.round(width)}|${links[e].origin}`;
    if (!styles.has(key)) styles.set(key, { colour, alpha, width, origin: links[e].origin, path: new Path2D() });
    const path = styles.get(key).path;
    path.moveTo(ax, ay);
    path.lineTo(bx, by);
  });
  for (const { colour, alpha, width, origin, path } of [...styles.values()].sort((a, b) => a.alpha - b.alpha)) {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = Math.max(width, 0.5 / scale);
    const many = edges.length > 2 * LIGHT_FROM.edges;
    context.setLineDash(many || origin === "said" ? [] : origin === "inferred" ? [6, 4] : [2, 4]);
    context.stroke(path);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  for (const e of now.litEdges) if (now.shown.edges[e]) paintHead(context, now, e, scale);
}

// The arrow head of an edge that is set off, at the rim of the node it leads to.
function paintHead(context, now, e, scale) {
  const { from, to } = edges[e];
  const [ax, ay] = now.points[from], [bx, by] = now.points[to];
  const turn = Math.atan2(by - ay, bx - ax), long = 9 / Math.max(scale, 0.5);
  const [x, y] = [bx - Math.cos(turn) * now.look[to].radius, by - Math.sin(turn) * now.look[to].radius];
  context.fillStyle = edgeStyle(now, e).colour;
  context.beginPath();
  context.moveTo(x, y);
  for (const side of [-0.35, 0.35]) context.lineTo(x - long * Math.cos(turn + side), y - long * Math.sin(turn + side));
  context.fill();
}

function paintNodes(context, now, area, scale) {
  for (let i = now.order.length - 1; i >= 0; i--) {
    const n = now.order[i], [x, y] = now.points[n];
    if (x < area.left - 40 || x > area.right + 40 || y < area.top - 40 || y > area.bottom + 40) continue;
    const { colour, radius } = now.look[n];
    context.globalAlpha = now.lit.size && !now.lit.has(n) ? 0.22 : 1;
    context.fillStyle = colour;
    if (radius * scale < 2.5) {
      const side = Math.max(radius * 2, 2 / scale);
      context.fillRect(x - side / 2, y - side / 2, side, side);
      continue;
    }
    context.fill(shapePath(nodes[n].shape, x, y, radius));
    if (n === now.chosen || n === hovered) {
      context.lineWidth = 3;
      context.strokeStyle = "#101820";
      context.stroke(shapePath(nodes[n].shape, x, y, radius));
    }
  }
  context.globalAlpha = 1;
}

// Corners of a shape around (0, 0) with radius 1; a dot has none.
const CORNERS = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
  triangle: [[0, -1.15], [1.1, 0.8], [-1.1, 0.8]],
  triangleDown: [[0, 1.15], [1.1, -0.8], [-1.1, -0.8]],
  hexagon: [0, 1, 2, 3, 4, 5].map((i) => [Math.cos((i * Math.PI) / 3), Math.sin((i * Math.PI) / 3)]),
  star: [...Array(10).keys()].map((i) => [0, 1].map((axis) => (i % 2 ? 0.5 : 1.25) * [Math.sin, (a) => -Math.cos(a)][axis]((i * Math.PI) / 5))),
};
function shapePath(shape, x, y, radius) {
  const path = new Path2D();
  const corners = CORNERS[shape];
  if (!corners) path.arc(x, y, radius, 0, 2 * Math.PI);
  else {
    corners.forEach(([cx, cy], i) => path[i ? "lineTo" : "moveTo"](x + cx * radius, y + cy * radius));
    path.closePath();
  }
  return path;
}

const QUICK = 28; // milliseconds: what paints faster needs no image to stand in

function lightDrawing(container, events) {
  const canvas = container.appendChild(make("canvas"));
  const context = canvas.getContext("2d");
  const view = { x: 0, y: 0, scale: 1 };
  const probe = make("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const last = { canvas: make("canvas"), view: null, cost: 0 };
  let now = null, waiting = false, later = 0;
  // Paints all; what takes long is kept as an image that stands in while the picture moves.
  const full = () => {
    const ratio = window.devicePixelRatio || 1;
    const size = { width: container.clientWidth, height: container.clientHeight };
    const began = performance.now();
    for (const target of [canvas, last.canvas]) {
      if (target.width !== Math.round(size.width * ratio) || target.height !== Math.round(size.height * ratio)) {
        target.width = Math.round(size.width * ratio);
        target.height = Math.round(size.height * ratio);
      }
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(context, now, view, size);
    probe.drawImage(canvas, 0, 0, 1, 1);
    probe.getImageData(0, 0, 1, 1); // waits until all is painted, so that the cost is the true one
    last.cost = performance.now() - began;
    if (last.cost < QUICK) return;
    last.canvas.getContext("2d").drawImage(canvas, 0, 0);
    last.view = { ...view };
  };
  const standIn = () => {
    const factor = view.scale / last.view.scale, { width, height } = canvas, ratio = window.devicePixelRatio || 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, width, height);
    const x = width / 2 + (last.view.x - view.x) * view.scale * ratio, y = height / 2 + (last.view.y - view.y) * view.scale * ratio;
    context.drawImage(last.canvas, x - (width / 2) * factor, y - (height / 2) * factor, width * factor, height * factor);
  };
  const redraw = (moving = false) => {
    clearTimeout(later);
    const quick = moving === true && last.cost >= QUICK && last.view;
    if (quick) later = setTimeout(() => redraw(), 140);
    if (waiting && quick) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (now) (quick ? standIn : full)();
    });
  };
  const world = (x, y) => [view.x + (x - container.clientWidth / 2) / view.scale, view.y + (y - container.clientHeight / 2) / view.scale];
  const zoomAt = (factor, x, y) => {
    const [wx, wy] = world(x, y);
    view.scale = Math.min(8, Math.max(0.01, view.scale * factor));
    const [nx, ny] = world(x, y);
    view.x += wx - nx;
    view.y += wy - ny;
    redraw(true);
  };
  followPointers(canvas, { view, world, zoomAt, redraw, pick: (x, y) => pick(now, world(x, y), view.scale), events });
  new ResizeObserver(() => redraw()).observe(container);
  return {
    kind: "light",
    show(next) { now = next; redraw(); },
    look(box, most = 1.1) {
      view.scale = Math.min(most, (container.clientWidth - 70) / (box.right - box.left), (container.clientHeight - 76) / (box.bottom - box.top));
      view.x = (box.left + box.right) / 2;
      view.y = (box.top + box.bottom) / 2;
      redraw();
    },
    zoom(factor) { zoomAt(factor, container.clientWidth / 2, container.clientHeight / 2); },
    pan(x, y) { view.x -= x / view.scale; view.y -= y / view.scale; redraw(true); },
    frame() { return { ...view }; },
    spot(n) {
      const [x, y] = now.points[n];
      return { x: (x - view.x) * view.scale + container.clientWidth / 2, y: (y - view.y) * view.scale + container.clientHeight / 2 };
    },
  };
}

// The node at a place, else the edge: [node, edge], -1 for none.
function pick(now, [x, y], scale) {
  let best = [-1, -1], nearest = Infinity;
  for (const n of now?.order ?? []) {
    const distance = Math.hypot(now.points[n][0] - x, now.points[n][1] - y);
    if (distance < Math.max(now.look[n].radius, 7 / scale) && distance < nearest) { nearest = distance; best = [n, -1]; }
  }
  if (best[0] >= 0 || !now) return best;
  nearest = 4 / scale;
  edges.forEach((edge, e) => {
    if (!now.shown.edges[e] || (now.lit.size && !now.litEdges.has(e))) return;
    const [ax, ay] = now.points[edge.from], [bx, by] = now.points[edge.to];
    const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
    const along = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    const distance = Math.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y);
    if (distance < nearest) { nearest = distance; best = [-1, e]; }
  });
  return best;
}

// Mouse, pen and fingers: drag moves, wheel and two fingers zoom, a click picks.
function followPointers(canvas, { view, zoomAt, redraw, pick: at, events }) {
  const fingers = new Map();
  let moved = 0;
  const place = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.style.touchAction = "none";
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); events.moved(); zoomAt(Math.exp(-event.deltaY * 0.0012), ...place(event)); }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); fingers.set(event.pointerId, place(event)); moved = 0; });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event), last = fingers.get(event.pointerId);
    if (!last) {
      const [n, e] = at(x, y);
      if (n !== hovered) { hovered = n; redraw(); }
      events.hover(n, e, event);
      return;
    }
    if (fingers.size === 2) {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, p]) => p);
      zoomAt(Math.hypot(x - other[0], y - other[1]) / (Math.hypot(last[0] - other[0], last[1] - other[1]) || 1), (x + other[0]) / 2, (y + other[1]) / 2);
    } else {
      view.x -= (x - last[0]) / view.scale;
      view.y -= (y - last[1]) / view.scale;
      redraw(true);
    }
    events.moved();
    moved += Math.abs(x - last[0]) + Math.abs(y - last[1]);
    fingers.set(event.pointerId, [x, y]);
    events.hover(-1, -1);
  });
  const up = (event) => {
    if (fingers.delete(event.pointerId) && event.type === "pointerup" && moved < 5) events.click(...at(...place(event)));
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => { hovered = -1; events.hover(-1, -1); });
  canvas.addEventListener("dblclick", (event) => { const [n] = at(...place(event)); if (n >= 0) events.centre(n); });
}
