// Elements and the drawing of one row. Text is always a text node, so nothing typed by anybody is ever interpreted.
const SVG = "http://www.w3.org/2000/svg";

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) node.setAttribute(key, value);
  node.append(...children.filter((child) => child != null));
  return node;
}

function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function drawing(...shapes) {
  const node = shape("svg", { "aria-hidden": "true", focusable: "false" });
  node.append(...shapes);
  return node;
}

// Where a level from 1 to 5 lies on a plot, with room for a dot at both ends.
const ROOM = 4.5;
const at = (value) => `${ROOM + ((value - 1) / 4) * (100 - 2 * ROOM)}%`;
const wide = (low, high) => `${((high - low) / 4) * (100 - 2 * ROOM)}%`;

// Levels from top to bottom of the row, however many lines its name takes; the marks on its middle.
function plot(row, levels) {
  const lines = levels.map((level) => shape("line", { class: "grid", x1: at(level), x2: at(level), y1: 0, y2: "100%" }));
  const marks = shape("svg", { y: "50%" });
  if (row.low != null) {
    marks.append(shape("rect", { class: "interval", x: at(row.low), width: wide(row.low, row.high), y: -5, height: 10 }));
  }
  if (row.raw != null && row.value != null) {
    marks.append(shape("line", { class: "step", x1: at(row.raw), x2: at(row.value), y1: 0, y2: 0 }));
    marks.append(shape("circle", { class: "raw", cx: at(row.raw), cy: 0, r: 4 }));
  }
  const seen = {};
  for (const dot of row.dots || []) {
    const beside = (seen[dot] = (seen[dot] || 0) + 1) - 1;
    const node = shape("circle", { class: "raw", cx: at(dot), cy: -14, r: 3.6 });
    node.setAttribute("transform", `translate(${beside * 9} 0)`);
    marks.append(node);
  }
  if (row.value != null) {
    marks.append(shape("circle", { class: row.hollow ? "total hollow" : "total", cx: at(row.value), cy: 0, r: 5.5 }));
  }
  return drawing(...lines, marks);
}

// One competency: [text, value, low, high, apart, what hovering says]; without a value the track stays empty.
function mini([text, value, low, high, apart, title]) {
  const line = shape("line", { class: "track-line", x1: "0", x2: "100%", y1: 7, y2: 7 });
  const shapes = [line];
  if (value != null) {
    shapes.push(shape("rect", { class: "interval", x: at(low), width: wide(low, high), y: 4, height: 6 }));
    shapes.push(shape("circle", { class: "total", cx: at(value), cy: 7, r: 3.5 }));
  }
  const figure = el("span", { class: value == null ? "none" : "value" }, text);
  const mark = el("span", { class: "apart" });
  if (apart) mark.append(el("span", { role: "img", "aria-label": apart }, "◇"));
  return el("td", { title }, el("span", { class: "mini" }, figure, el("span", { class: "track" }, drawing(...shapes)), mark));
}

function axis(levels) {
  const line = el("div", { class: "axis" });
  for (const level of levels) line.append(el("span", { style: `left:${at(level)}` }, String(level)));
  return line;
}
