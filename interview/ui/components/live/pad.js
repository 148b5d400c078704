// The note pad: one question, its variants, four boxes.

const PARTS = ["S", "T", "A", "R"];
const SHAPES = { empty: "ring", thin: "half", enough: "full" };

class Pad {
  constructor(page, place) {
    Object.assign(this, { page, place, boxes: {} });
  }

  /** Show a question. Nothing in its boxes is changed by anything but the person in front of it. */
  show(question) {
    this.question = question;
    this.boxes = Object.fromEntries(PARTS.map((part) => [part, this.box(question, part)]));
    fill(this.place.querySelector(".head"), ...this.head(question));
    fill(this.place.querySelector(".notes"), ...PARTS.map((part) => this.boxes[part].row));
    for (const part of PARTS) this.drawConflict(part);
    this.drawStates();
  }

  head(question) {
    const { words, data } = this.page;
    const lead = el("p", { class: "lead" }, el("span", { text: words.say(`group.${question.group}`) }),
      el("b", { text: question.competency, lang: data.interview_language }));
    this.text = el("h1", { tabindex: "-1", lang: data.interview_language });
    const variants = ["work", "outside_work"].map((variant) => this.variant(question, variant));
    this.toggle = el("div", { class: "variants", role: "group", "aria-label": words.say("variant.name") }, ...variants);
    this.drawVariant();
    return [lead, this.text, el("div", { class: "toggle" }, this.toggle, el("span", { class: "keys" }, mark(keyName("variant"))))];
  }

  variant(question, variant) {
    const choose = () => this.page.record.chooseVariant(question, variant);
    return el("button", { type: "button", "data-variant": variant, text: this.page.words.say(`variant.${variant}`), on: { click: choose } });
  }

  drawVariant() {
    put(this.text, this.question.text[this.question.variant]);
    for (const button of this.toggle.children) {
      button.setAttribute("aria-pressed", String(button.dataset.variant === this.question.variant));
    }
  }

  box(question, part) {
    const { words, data } = this.page;
    const id = `box-${part}`;
    const note = question.notes[part];
    const area = el("textarea", {
      id, lang: data.interview_language, rows: "1", spellcheck: "true", autocomplete: "off", "aria-describedby": `state-${part}`,
      on: {
        input: () => this.typed(question, part, area),
        focus: () => this.page.boxFocused(part),
        blur: () => this.page.record.boxLeft(question, part),
      },
    });
    area.value = note.body;
    const state = el("p", { class: "state", id: `state-${part}` });
    const label = el("div", { class: "name" }, el("label", { for: id, text: words.say(`part.${part}`) }), state);
    const after = el("div", { class: "after" });
    const key = el("span", { class: "keys", "aria-hidden": "true", text: keyName(`part${part}`) });
    const row = el("div", { class: "box" }, label, el("div", { class: "text" }, area, after), key);
    row.addEventListener("mousedown", (event) => this.focusFromRow(event, row, area));
    return { row, area, state, after };
  }

  /** A click beside the text puts the caret in the box instead of nowhere. */
  focusFromRow(event, row, area) {
    if (event.target !== row && !event.target.classList.contains("text")) return;
    event.preventDefault();
    area.focus();
  }

  typed(question, part, area) {
    this.page.record.typed(question, part, area.value);
    this.grow(area);
  }

  /** Browsers without `field-sizing` get the height from here. */
  grow(area) {
    if (CSS.supports("field-sizing", "content")) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }

  growAll() {
    for (const part of PARTS) this.grow(this.boxes[part].area);
  }

  focused(part) {
    return this.place.getRootNode().activeElement === this.boxes[part]?.area;
  }

  focus(part) {
    const { area } = this.boxes[part];
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  /** A newer text from elsewhere, for a box that nobody is typing in. */
  replace(part, body) {
    const { area } = this.boxes[part];
    area.value = body;
    this.grow(area);
  }

  drawStates() {
    const { states } = this.question.reading;
    for (const part of PARTS) {
      const { state } = this.boxes[part];
      const name = states[part] ?? "empty";
      state.className = `state ${name}`;
      fill(state, dot(SHAPES[name]), this.page.words.say(`state.${name}`));
    }
  }

  /** Both texts in sight and three ways on; whatever is chosen, both stay kept. */
  drawConflict(part) {
    const { words } = this.page;
    const { conflict } = this.question.notes[part];
    const { after } = this.boxes[part];
    if (!conflict) return fill(after);
    const name = words.say(`part.${part}`);
    const at = conflict.at ? words.clock(new Date(conflict.at), true) : "";
    const title = words.say(at ? "conflict.title" : "conflict.title_no_time", { part: name, at });
    const choices = ["mine", "theirs", "both"].map((choice) =>
      el("button", { type: "button", text: words.say(`conflict.${choice}`), on: { click: () => this.page.record.resolve(this.question, part, choice) } }));
    return fill(after, el("div", { class: "conflict", role: "group", "aria-label": title },
      el("p", { class: "warn" }, dot("half"), title),
      el("p", {}, words.say("conflict.there"), " “", el("span", { class: "theirs", text: conflict.body }), "”. ", words.say("conflict.kept")),
      el("div", { class: "row" }, ...choices)));
  }
}
