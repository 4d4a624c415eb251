// The view as a picture (PNG, SVG), what is shown or chosen as CSV, and for the printer.
function download(name, content) {
  const address = URL.createObjectURL(content);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
const fileName = () => (data.title || "graph").replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60);

function savePng(now) {
  const box = $("network"), times = 2;
  const canvas = make("canvas", { width: box.clientWidth * times, height: box.clientHeight * times });
  const context = canvas.getContext("2d");
  context.scale(times, times);
  paint(context, now, drawing.frame(), { width: box.clientWidth, height: box.clientHeight });
  canvas.toBlob((blob) => download(`${fileName()}.png`, blob), "image/png");
}

// The whole of what is shown as a vector drawing, with every label.
function svgOf(now) {
  const clean = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const area = bounds(now);
  const parts = now.boxes.map((box) => {
    const colour = boxColour(box);
    return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="14" fill="${colour}" fill-opacity=".05" stroke="${colour}" stroke-opacity=".35"/>` +
      `<text x="${box.x + 10}" y="${box.y + 28}" font-size="20" font-weight="600" fill="${colour}">${clean(fitted(boxName(box), (box.width - 20) / 20))}</text>`;
  });
  edges.forEach((edge, e) => {
    if (!now.shown.edges[e]) return;
    const [[ax, ay], [bx, by]] = [now.points[edge.from], now.points[edge.to]];
    const { colour, alpha, width } = edgeStyle(now, e);
    const dash = links[e].origin === "said" ? "" : ` stroke-dasharray="${links[e].origin === "inferred" ? "6 4" : "2 4"}"`;
    parts.push(`<line x1="${ax}" y1="${ay}" x2="${bx}" y2="${by}" stroke="${colour}" stroke-opacity="${alpha}" stroke-width="${width}"${dash}/>`);
  });
  for (const n of now.order) {
    const [x, y] = now.points[n], { colour, radius } = now.look[n], corners = CORNERS[nodes[n].shape];
    parts.push(corners ? `<polygon points="${corners.map(([cx, cy]) => `${(x + cx * radius).toFixed(1)},${(y + cy * radius).toFixed(1)}`).join(" ")}" fill="${colour}"/>` : `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`);
    parts.push(`<text x="${x}" y="${y + radius + 14}" text-anchor="middle" font-size="13">${wrappedLabel(n).map((text, i) => `<tspan x="${x}" dy="${i ? 15 : 0}">${clean(text)}</tspan>`).join("")}</text>`);
  }
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${area.left} ${area.top} ${width} ${height}" width="${width}" height="${height}" font-family='${FONT.replace(/"/g, "")}'><title>${clean(data.title)}</title><rect x="${area.left}" y="${area.top}" width="${width}" height="${height}" fill="#fff"/>${parts.join("")}</svg>`;
}
const saveSvg = (now) => download(`${fileName()}.svg`, new Blob([svgOf(now)], { type: "image/svg+xml" }));

// On paper stands the vector drawing: a canvas comes out empty or coarse.
function ontoPaper(now) {
  $("paper").replaceChildren(new DOMParser().parseFromString(svgOf(now), "image/svg+xml").documentElement);
}

// The relations of the thing chosen, else all that are shown, one a line; a byte order mark so that spreadsheets read it.
function saveCsv(now) {
  const cell = (text) => `"${String(text).replace(/^(?=[=+@\t\r-])/, "'").replace(/"/g, '""')}"`;
  const lines = [[word("subject"), word("class"), word("relations"), word("object"), word("class"), word("origin"), word("document"), word("evidence")]];
  edges.forEach((edge, e) => {
    if (!now.shown.edges[e] || (now.litEdges.size && !now.litEdges.has(e))) return;
    const evidence = links[e].evidence ?? [];
    lines.push([label(edge.from), kindLabel(things[edge.from].class), term(links[e].name), label(edge.to), kindLabel(things[edge.to].class), word(links[e].origin),
      [...new Set(evidence.map(([s]) => documents[sentences[s][0]][1]))].join("；"), evidence.length ? sentences[evidence[0][0]][1] : (links[e].premises ?? []).join("；")]);
  });
  download(`${fileName()}.csv`, new Blob(["\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" }));
}

const SAVERS = { png: savePng, svg: saveSvg, csv: saveCsv, print: () => window.print() };
