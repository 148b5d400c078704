// All candidates at once as thin bars, and the window on them that the table beside it shows.
class Overview {
  static HEIGHT = 624;

  constructor(data, shown, move) {
    this.rows = data.rows;
    this.shown = shown;
    this.move = move;
    this.step = Math.min(10.4, Overview.HEIGHT / this.rows.length);
    const field = el("div", { class: "field" }, axis(data.levels), this.bars(data));
    for (const group of data.groups) field.append(...this.group(group));
    if (data.run) field.append(this.bracket(data.run, "bracket run", "right:-2px;transform:scaleX(-1)"));
    this.frame = el("div", { class: "window" });
    field.append(this.frame);
    this.node = el("div", { class: "overview", "aria-hidden": "true" }, el("h3", {}, data.words.overview), field);
    const drag = (event) => this.drag(event, field);
    field.addEventListener("pointerdown", (event) => {
      field.setPointerCapture(event.pointerId);
      drag(event);
    });
    field.addEventListener("pointermove", (event) => event.buttons && drag(event));
  }

  bars(data) {
    const thick = Math.max(0.6, this.step * 0.45);
    const shapes = this.rows.map((row, place) => {
      if (row.low == null) return null;
      const y = place * this.step + (this.step - thick) / 2;
      return shape("rect", { class: "interval", x: at(row.low), width: wide(row.low, row.high), y, height: thick, "stroke-width": 0 });
    });
    const dots = this.rows.map((row, place) => {
      if (row.value == null) return null;
      const inRun = !data.run || (place >= data.run[0] && place <= data.run[1]);
      const radius = row.id === data.chosen ? 4 : Math.max(0.8, Math.min(2.6, this.step * 0.3));
      return shape("circle", { class: inRun ? "many" : "few", cx: at(row.value), cy: (place + 0.5) * this.step, r: radius });
    });
    const height = this.rows.length * this.step;
    const lines = data.levels.map((level) => shape("line", { class: "grid", x1: at(level), x2: at(level), y1: 0, y2: height }));
    const node = drawing(...lines, ...shapes.filter(Boolean), ...dots.filter(Boolean));
    node.style.height = `${height}px`;
    return node;
  }

  top(place) {
    return 18 + place * this.step;
  }

  bracket([from, to], kind, where) {
    const height = Math.max(3, (to - from + 1) * this.step - 2);
    return el("div", { class: kind, style: `top:${this.top(from) + 1}px;height:${height}px;${where}` });
  }

  group([from, to, many, what]) {
    const middle = (this.top(from) + this.top(to + 1)) / 2;
    const words = el("div", { class: "group", style: `top:${middle}px` }, el("b", {}, many), what);
    return [this.bracket([from, to], "bracket", "left:-14px"), words];
  }

  drag(event, field) {
    const y = event.clientY - field.getBoundingClientRect().top - 18;
    this.move(Math.round(y / this.step - this.shown / 2));
  }

  show(from) {
    this.frame.style.top = `${this.top(from)}px`;
    this.frame.style.height = `${Math.min(this.shown, this.rows.length) * this.step}px`;
  }
}
