// The rating: a strip under the notes, and a layer with the note lines beside the five anchors.

class Strip {
  constructor(page, place) {
    Object.assign(this, { page, place, skipping: false });
  }

  show(question) {
    this.question = question;
    this.skipping = false;
    this.draw();
  }

  draw() {
    fill(this.place, ...(this.skipping ? this.skipForm() : this.choices()));
  }

  choices() {
    const { words } = this.page;
    const { rating } = this.question;
    const levels = [1, 2, 3, 4, 5].map((level) => this.level(level, rating?.level === level));
    const none = this.outcome("no_evidence", () => this.page.openRating({ outcome: "no_evidence" }));
    const skip = el("button", { type: "button", class: "link", text: words.say("rate.skip"), on: { click: () => this.ask() } });
    return [
      el("b", { text: words.say("rate.title") }), el("span", { class: "quiet", text: this.summary() }),
      el("span", { class: "levels", role: "group", "aria-label": words.say("rate.title") }, ...levels, none), skip];
  }

  level(level, chosen) {
    return el("button", { type: "button", class: "level", "aria-pressed": String(chosen), text: String(level),
      "aria-label": this.page.words.say("rate.level", { level }),
      on: { click: () => this.page.openRating({ outcome: "level", level }) } });
  }

  outcome(outcome, onClick) {
    return el("button", { type: "button", class: "none", "aria-pressed": String(this.question.rating?.outcome === outcome),
      text: this.page.words.say(`rate.${outcome}`), on: { click: onClick } });
  }

  summary() {
    const { words } = this.page;
    const { rating } = this.question;
    if (!rating?.outcome) return words.say("rate.when_done");
    if (rating.outcome === "not_asked") return words.say("rate.skipped", { reason: rating.reason });
    return ratingSentence(this.page, this.question).join(" ");
  }

  /** Not asked: only with a reason. */
  ask() {
    this.skipping = true;
    this.draw();
    this.place.querySelector("input").focus();
  }

  skipForm() {
    const { page, question } = this;
    const { words } = page;
    const done = () => input.value.trim() ? page.skip(question, input.value.trim()) : input.focus();
    const input = el("input", { type: "text", "aria-label": words.say("skip.reason"), placeholder: words.say("skip.reason"), maxlength: "2000",
      on: {
        input: () => page.record.skipTyped(question, input.value),
        keydown: (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); done(); } },
      } });
    input.value = question.skipDraft ?? (question.rating?.outcome === "not_asked" ? question.rating.reason : "");
    return [el("span", { class: "quiet", text: words.say("skip.may") }), input,
      el("button", { type: "button", text: words.say("skip.do"), on: { click: done } }),
      el("button", { type: "button", class: "link", text: words.say("skip.back"), on: { click: () => this.back() } })];
  }

  back() {
    if (!this.skipping) return false;
    this.skipping = false;
    this.draw();
    return true;
  }
}

/** The numbered note lines of an answer: `{number, part, text}`. */
function numberedLines(question) {
  let number = 0;
  return PARTS.flatMap((part) => noteLines(question.notes[part].body).map((text) => ({ number: ++number, part, text })));
}

function isEvidence(rating, line) {
  return Boolean(rating?.evidence.some((one) => one.part === line.part && one.text === line.text));
}

/** What the rating says and what it rests on, as two texts. */
function ratingSentence(page, question) {
  const { words } = page;
  const { rating } = question;
  const said = { level: () => words.say("rate.level", { level: rating.level }), no_evidence: () => words.say("rate.no_evidence_is"), not_asked: () => words.say("rate.skipped", { reason: rating.reason }) };
  const first = said[rating?.outcome]?.() ?? words.say("rate.nothing");
  const rests = numberedLines(question).filter((line) => isEvidence(rating, line)).map((line) => line.number);
  return [first, rests.length ? words.say("rate.rests_on", { n: rests.length, lines: words.enumerate(rests) }) : ""];
}

class Rate {
  constructor(page, place) {
    Object.assign(this, { page, place });
  }

  show(question) {
    this.question = question;
    const { words, data } = this.page;
    this.place.querySelector(".lead span").textContent = words.say(`group.${question.group}`);
    this.place.querySelector(".lead b").textContent = question.competency;
    const text = this.place.querySelector("h1");
    text.lang = data.interview_language;
    put(text, question.text[question.variant]);
    this.drawEvidence();
    this.drawAnchors();
    this.drawSummary();
  }

  drawEvidence() {
    const { words } = this.page;
    this.dots = {};
    const lines = numberedLines(this.question);
    this.counted = el("span", { class: "count" });
    const parts = PARTS.filter((part) => lines.some((line) => line.part === part)).map((part) => this.part(part, lines));
    fill(this.place.querySelector(".evidence"),
      el("div", { class: "title" }, el("h2", { text: words.say("rate.evidence") }), this.counted),
      ...(lines.length ? parts : [el("p", { class: "quiet", text: words.say("rate.no_lines") })]),
      ...this.changed(lines),
      el("p", { class: "return" }, el("button", { type: "button", class: "link", text: words.say("rate.return"), on: { click: () => this.page.closeLayer() } }), mark(keyName("dismiss"))));
  }

  part(part, lines) {
    const rows = lines.filter((line) => line.part === part).map((line) => this.line(line, String(line.number)));
    this.dots[part] = dot(this.shape(part));
    return el("section", {}, el("h3", {}, this.dots[part], this.page.words.say(`part.${part}`)), el("ul", {}, ...rows));
  }

  shape(part) {
    return SHAPES[this.question.reading.states[part] ?? "empty"];
  }

  /** What the rules saw may come in only after the rating was opened. */
  drawStates() {
    for (const [part, place] of Object.entries(this.dots)) place.className = `dot ${this.shape(part)}`;
  }

  /** Lines that were ticked and have been rewritten since: still evidence until they are unticked. */
  changed(lines) {
    const gone = (this.question.rating?.evidence ?? []).filter((one) => !lines.some((line) => line.part === one.part && line.text === one.text));
    if (!gone.length) return [];
    return [el("section", {}, el("h3", { text: this.page.words.say("rate.changed") }), el("ul", {}, ...gone.map((line) => this.line(line, "–"))))];
  }

  line(line, number) {
    const ticked = isEvidence(this.question.rating, line);
    const box = el("input", { type: "checkbox", checked: ticked, "aria-label": this.page.words.say("rate.line", { number, text: line.text }),
      on: { change: () => { this.page.record.tickEvidence(this.question, line, box.checked); label.classList.toggle("ticked", box.checked); } } });
    const label = el("label", { class: ticked ? "ticked" : "" }, el("i", { text: number }), box,
      el("span", { text: line.text, lang: this.page.data.interview_language }));
    return el("li", {}, label);
  }

  drawAnchors() {
    const { words, data } = this.page;
    const title = el("h2", { id: "anchors-name", text: words.say("rate.anchors") });
    const keys = el("span", { class: "keys" }, `${words.say("rate.key")} `, mark("1"), ` ${words.say("rate.to")} `, mark("5"));
    const rows = this.question.anchors.map((anchor, index) => this.anchor(index + 1, el("span", { text: anchor, lang: data.interview_language })));
    const none = el("span", {}, words.say("rate.no_evidence_is"), " ", el("span", { class: "quiet", text: words.say("rate.no_evidence_means") }));
    fill(this.place.querySelector(".anchors"), el("div", { class: "title" }, title, keys),
      el("div", { role: "radiogroup", "aria-labelledby": "anchors-name" }, ...rows, this.anchor(0, none)));
    this.summary = el("div", { class: "summary" });
    this.place.querySelector(".anchors").append(this.summary);
  }

  anchor(level, text) {
    const radio = el("input", { type: "radio", name: "level", value: String(level), on: { change: () => this.choose(level) } });
    return el("label", { class: level ? "anchor" : "anchor none" }, radio, el("span", { class: "level", text: String(level), "aria-hidden": "true" }), text);
  }

  choose(level) {
    this.page.record.chooseLevel(this.question, level ? { outcome: "level", level } : { outcome: "no_evidence", level: null });
    this.drawSummary();
  }

  drawSummary() {
    const { words, data } = this.page;
    const { rating, watch_for: watch } = this.question;
    const chosen = rating?.outcome === "level" ? rating.level : rating?.outcome === "no_evidence" ? 0 : null;
    for (const radio of this.place.querySelectorAll("input[type=radio]")) {
      radio.checked = Number(radio.value) === chosen;
      radio.parentElement.classList.toggle("chosen", radio.checked);
    }
    const [first, rests] = ratingSentence(this.page, this.question);
    fill(this.summary, el("p", {}, el("b", { text: first }), " ", el("span", { class: "quiet", text: rests })),
      watch ? el("p", { class: "watch" }, `${words.say("rate.watch")} `, el("span", { text: watch, lang: data.interview_language })) : null,
      rating?.stale ? this.stale() : null);
    const ticked = rating?.evidence.length ?? 0;
    put(this.counted, ticked ? words.say("rate.lines", { n: ticked }) : "");
  }

  /** The level was also chosen on another device: nothing is overwritten before somebody says which stands. */
  stale() {
    const { words } = this.page;
    const button = (choice) => el("button", { type: "button", text: words.say(`stale.${choice}`), on: { click: () => this.page.record.resolveRating(this.question, choice) } });
    return el("div", { class: "conflict" }, el("p", { class: "warn" }, dot("half"), words.say("stale.title")), el("div", { class: "row" }, button("mine"), button("theirs")));
  }

  focus() {
    (this.place.querySelector(".evidence input") ?? this.anchorFocus()).focus();
  }

  anchorFocus() {
    return this.place.querySelector(".anchors input:checked") ?? this.place.querySelector(".anchors input");
  }

  /** Up and Down walk the lines; Right goes to the anchors, Left comes back. True when the key was used. */
  walk(key, target) {
    const boxes = [...this.place.querySelectorAll(".evidence input")];
    const index = boxes.indexOf(target);
    if (index >= 0 && (key === "ArrowDown" || key === "ArrowUp")) {
      boxes[Math.max(0, Math.min(boxes.length - 1, index + (key === "ArrowDown" ? 1 : -1)))].focus();
      return true;
    }
    if (index >= 0 && (key === "ArrowRight" || key === "ArrowLeft")) {
      this.anchorFocus().focus();
      return true;
    }
    if (target.type === "radio" && (key === "ArrowLeft" || key === "ArrowRight")) {
      if (boxes.length) boxes[0].focus();
      return true;
    }
    return false;
  }
}
