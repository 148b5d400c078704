// Candidates by competencies. Choosing a row is told to the server; moving the window is not.
class Comparison {
  constructor(place) {
    this.place = place;
    this.from = 0;
  }

  take(data, tell) {
    const moved = !this.data || data.order !== this.data.order;
    this.data = data;
    this.tell = tell;
    this.chosen = data.chosen;
    this.shown = data.window || data.rows.length;
    if (moved) this.from = 0;
    this.overview = null;
    if (data.window && data.rows.length > data.window) this.overview = new Overview(data, this.shown, (from) => this.go(from));
    const focused = this.place.getRootNode().activeElement?.dataset?.place;
    const scrolled = this.blocks && !moved ? this.blocks.scrollTop : 0;
    this.blocks = el("div", { class: "blocks" });
    const root = el("div", { class: "cmp" }, this.overview && this.overview.node, this.blocks);
    if (data.scrolls) root.classList.add("scrolls");
    root.style.setProperty("--row", `${data.height}px`);
    this.place.replaceChildren(root);
    const chosen = data.rows.findIndex((row) => row.id === data.chosen);
    if (moved && chosen >= 0) this.reach(chosen);
    this.draw();
    if (data.scrolls) this.scroll(scrolled, moved && chosen > 0 ? chosen : null);
    if (focused != null) this.focus(focused);
    this.watch = this.watch || new ResizeObserver(() => this.brackets());
    this.watch.disconnect();
    this.watch.observe(this.blocks);
  }

  go(from) {
    const last = Math.max(0, this.data.rows.length - this.shown);
    this.from = Math.min(last, Math.max(0, from));
    this.draw();
  }

  reach(place) {
    if (place < this.from) this.from = place;
    if (place >= this.from + this.shown) this.from = place - this.shown + 1;
  }

  draw() {
    const { rows, blocks, words } = this.data;
    this.drawn = [];
    this.blocks.replaceChildren();
    for (const block of blocks) {
      const from = Math.max(block.from, this.overview ? this.from : 0);
      const to = Math.min(block.to, this.overview ? this.from + this.shown - 1 : rows.length);
      if (from > to) continue;
      const body = el("tbody");
      for (let place = from; place <= to; place += 1) body.append(this.row(rows[place], place));
      const table = el("table", {}, el("caption", {}, words.caption), this.columns(), this.head(), body);
      const node = el("div", { class: "block" }, block.title && el("h3", {}, block.title), table);
      this.blocks.append(node);
      this.drawn.push({ node, body, block, from, to });
    }
    if (this.overview) {
      this.overview.show(this.from);
      this.blocks.append(el("div", { class: "keys" }, words.keys));
    }
    this.blocks.onkeydown = (event) => this.key(event);
    this.brackets();
  }

  columns() {
    const { widths, columns } = this.data;
    const group = el("colgroup");
    for (const width of [...widths, ...columns.map(() => "")]) group.append(el("col", { style: width && `width:${width}px` }));
    return group;
  }

  head() {
    const { words, columns, levels } = this.data;
    const cells = [el("th", {}), el("th", { scope: "col" }, words.candidate), el("th", { class: "plot", "aria-hidden": "true" }, axis(levels))];
    cells.push(el("th", { scope: "col", class: this.data.columns.length ? null : "last" }, words.total, el("br"), words.interval));
    for (const [name, below] of columns) cells.push(el("th", { scope: "col" }, name, el("br"), below));
    return el("thead", {}, el("tr", {}, ...cells));
  }

  row(row, place) {
    const chosen = row.id === this.chosen;
    const name = el("button", { type: "button", class: "name", "data-place": place, "aria-pressed": String(chosen) });
    name.append(el("span", { class: "who" }, row.name), el("span", { class: "tiny" }, row.place));
    name.tabIndex = chosen || (place === this.from && !this.data.rows.some((other) => other.id === this.chosen)) ? 0 : -1;
    const total = el("td", { class: this.data.columns.length ? null : "last" }, row.figure && el("span", { class: "figure" }, row.figure), el("span", { class: "tiny" }, row.under));
    if (row.note) total.append(el("span", { class: "tiny note" }, row.note));
    const line = el("tr", { class: chosen ? "chosen" : null }, el("td", { class: "lane" }), el("th", { scope: "row" }, name));
    line.append(el("td", { class: "plot" }, plot(row, this.data.levels)), row.end ? this.end(row.end) : total);
    for (const cell of row.cells || []) line.append(mini(cell));
    line.addEventListener("click", () => this.choose(place));
    line.addEventListener("dblclick", () => this.tell("opened", row.id));
    return line;
  }

  end([kind, words, strong]) {
    const dot = el("span", { class: `dot ${kind}`, "aria-hidden": "true" });
    return el("td", { class: "last" }, el("span", { class: `end${strong ? " strong" : ""}${kind === "ring" ? " open" : ""}` }, dot, words));
  }

  brackets() {
    for (const { node, body, block, from, to } of this.drawn) {
      node.querySelectorAll(".bracket").forEach((old) => old.remove());
      const top = (place) => body.children[place - from].offsetTop;
      for (const [first, last, lane, kind] of block.brackets) {
        const begin = Math.max(first, from);
        const end = Math.min(last, to);
        if (begin > end) continue;
        const height = top(end) + body.children[end - from].offsetHeight - top(begin) - 16;
        const open = `${first < from ? "border-top:0;" : ""}${last > to ? "border-bottom:0;" : ""}`;
        const style = `left:${4 + lane * this.data.lane}px;top:${top(begin) + 8}px;height:${height}px;${open}`;
        node.append(el("div", { class: `bracket ${kind || ""}`, style, "aria-hidden": "true" }));
      }
    }
  }

  choose(place) {
    const id = this.data.rows[place].id;
    if (id === this.chosen) return;
    this.chosen = id;
    this.reach(place);
    this.draw();
    this.focus(place);
    this.tell("chosen", id);
  }

  focus(place) {
    const button = this.blocks.querySelector(`[data-place="${place}"]`);
    if (button) button.focus({ preventScroll: true });
    if (button && this.data.scrolls) this.scroll(this.blocks.scrollTop, Number(place));
  }

  // The list itself moves, never the page around it.
  scroll(top, place) {
    this.blocks.scrollTop = top;
    if (place == null) return;
    const line = this.blocks.querySelector(`[data-place="${place}"]`).closest("tr");
    const { bottom } = this.blocks.querySelector("thead").getBoundingClientRect();
    const above = bottom - line.getBoundingClientRect().top;
    const below = line.getBoundingClientRect().bottom - this.blocks.getBoundingClientRect().bottom;
    if (above > 0) this.blocks.scrollTop -= above;
    else if (below > 0) this.blocks.scrollTop += below;
  }

  key(event) {
    const button = event.target.closest("[data-place]");
    if (!button) return;
    const here = Number(button.dataset.place);
    const far = this.overview ? this.shown : 5;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: far, PageUp: -far, Home: -here, End: this.data.rows.length };
    if (event.key === "Enter") {
      event.preventDefault();
      this.tell("opened", this.data.rows[here].id);
    } else if (event.key in steps) {
      event.preventDefault();
      this.choose(Math.min(this.data.rows.length - 1, Math.max(0, here + steps[event.key])));
      this.focus(Math.min(this.data.rows.length - 1, Math.max(0, here + steps[event.key])));
    }
  }
}

// Where a page was reached from here, Escape leads back, unless something that is typed or open wants the key itself.
const TAKES_ESCAPE = "input, textarea, select, [role=dialog], [role=listbox], [role=menu], [aria-expanded=true]";

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let view = parentElement.dvComparison;
  if (!view) {
    const place = document.createElement("div");
    parentElement.append(place);
    view = parentElement.dvComparison = new Comparison(place);
  }
  view.take(data, (what, id) => (what === "chosen" ? setStateValue("chosen", id) : setTriggerValue("opened", id)));
  // Called again with every run of the page: one listener at a time.
  if (view.pressed) document.removeEventListener("keydown", view.pressed);
  view.pressed = (event) => {
    if (!data.leaves || event.key !== "Escape" || event.defaultPrevented) return;
    if (event.composedPath().some((at) => at instanceof Element && at.matches(TAKES_ESCAPE))) return;
    setTriggerValue("left", true);
  };
  document.addEventListener("keydown", view.pressed);
  return () => document.removeEventListener("keydown", view.pressed);
}
