// The live page: one object for each mounted component, kept on its root; Streamlit may call again with fresh data.

const TICK_MS = 5000;
const SECONDS_SAVE_MS = 15_000;
const ADOPT_AGAIN_MS = 2000;
const STATES_PAUSE_MS = 2000;
const HINT_PAUSE_MS = 4000;
const ASLEEP_MS = 90_000;
const GO_WITHIN_MS = 5000;

class LivePage {
  constructor(root, data, trigger) {
    this.root = root;
    this.trigger = trigger;
    this.take(data);
    this.layer = "pad";
    this.lastTyped = 0;
    this.lateLines = 0;
    this.sealed = data.state === "open" ? null : { time: data.submitted_at ? new Date(data.submitted_at) : null };
    this.media = { narrow: matchMedia("(max-width: 959px)"), small: matchMedia("(max-width: 719px)") };
    this.stops = [];
  }

  get narrow() { return this.media.narrow.matches; }
  get small() { return this.media.small.matches; }
  get section() { return this.data.sections[this.position]; }
  shows(question) { return this.shown === question; }
  find(selector) { return this.root.querySelector(selector); }

  /** Every question has its four notes and a rating or none, whatever the server left out. */
  take(data) {
    for (const section of data.sections) {
      if (section.kind !== "question") continue;
      for (const part of PARTS) section.notes[part] ??= { body: "", rev: 0 };
    }
    this.data = data;
    this.words = new Words(data.words, data.language);
    this.position = Math.min(data.position, data.sections.length - 1);
  }

  async open() {
    const { data } = this;
    document.documentElement.lang = data.language;
    this.forgetPlace();
    this.journal = new Journal(data.person, data.card, () => { this.blocked = true; this.status?.draw(); });
    this.record = new Record(this);
    this.tabs = new Tabs(data.card, this.journal.tab, (news) => this.record.heard(news));
    await Promise.all([this.journal.open(), this.tabs.hold()]);
    this.sync = new Sync({ url: data.url, token: data.token, card: data.card, journal: this.journal,
      answered: (entry, answer, whole) => this.record.answered(entry, answer, whole),
      changed: (trouble, before, whole) => this.savingChanged(trouble, before, whole) });
    this.build();
    await this.adopt();
    this.go(this.position, { quietly: true });
    this.listen();
    this.find(".live").hidden = false;
    this.focusSection();
  }

  /** The page was asked for at a part of the talk. The server keeps that; after a reload the last part counts. */
  forgetPlace() {
    const here = new URL(location.href);
    here.searchParams.delete("at");
    if (here.href !== location.href) history.replaceState(history.state, "", here);
  }

  build() {
    const { words } = this;
    for (const place of this.root.querySelectorAll("[data-say]")) put(place, words.say(place.dataset.say));
    for (const place of this.root.querySelectorAll("[data-key]")) put(place, keyName(place.dataset.key));
    this.status = new Status(this, this.find(".status"), this.find(".heard"));
    this.rail = new Rail(this, this.find(".bar"), this.find(".rail"), (index) => this.go(index));
    this.pad = new Pad(this, this.find(".pad"));
    this.probes = new Probes(this, this.find(".hint"), this.find(".probes"));
    this.strip = new Strip(this, this.find(".strip"));
    this.rate = new Rate(this, this.find(".rate"));
    this.keys = new Keys(this);
    const click = (selector, act) => this.find(selector).addEventListener("click", act);
    click(".pause", () => this.leave("pause"));
    click(".previous", () => this.step(-1));
    click(".next", () => this.step(1));
    click(".help-open", () => this.openLayer("help"));
    click(".help-close", () => this.closeLayer());
  }

  on(target, event, act) {
    target.addEventListener(event, act);
    this.stops.push(() => target.removeEventListener(event, act));
  }

  every(milliseconds, act) {
    const timer = setInterval(act, milliseconds);
    this.stops.push(() => clearInterval(timer));
  }

  listen() {
    this.on(window, "pagehide", () => this.hide());
    this.on(document, "visibilitychange", () => (document.hidden ? this.hide() : this.sync.wake()));
    this.on(window, "online", () => this.sync.wake());
    for (const media of Object.values(this.media)) this.on(media, "change", () => this.relayout());
    if (window.visualViewport) this.on(visualViewport, "resize", () => this.fitKeyboard());
    this.ticked = this.counted = Date.now();
    this.every(TICK_MS, () => this.tick());
    setTimeout(() => this.adopt(), ADOPT_AGAIN_MS);
    this.every(SECONDS_SAVE_MS, () => this.adopt());
  }

  hide() {
    const { section } = this;
    if (section.kind === "question" && section.ownDraft?.trim()) this.record.noteOwnProbe(section, section.ownDraft.trim());
    this.sync.beacon();
  }

  /** An on-screen keyboard leaves little room: the foot makes place, the rail stays. */
  fitKeyboard() {
    this.find(".live").classList.toggle("keyboard", visualViewport.height < window.innerHeight * 0.75);
  }

  relayout() {
    this.placeHint();
    this.rail.draw();
    if (this.section.kind === "question") this.probes.draw();
  }

  /** On a phone the hint stands under the box it is about. */
  placeHint() {
    const hint = this.find(".hint");
    const part = this.small && this.section.kind === "question" && this.probes.shown?.part;
    if (part) this.pad.boxes[part].row.after(hint);
    else this.find("aside").prepend(hint);
  }

  // --------------------------------------------------------------------------------------------- what is seen
  go(index, { quietly = false } = {}) {
    if (!quietly) this.record.spent(this.section);
    this.find("aside").prepend(this.find(".hint"));
    this.position = index;
    const { section } = this;
    this.shown = section;
    this.layer = section.kind === "question" ? "pad" : "block";
    if (section.kind === "question") {
      this.pad.show(section);
      this.probes.show(section);
      this.strip.show(section);
    } else this.drawBlock(section);
    this.drawLayer();
    this.find(".scroll").scrollTop = 0;
    this.placeHint();
    if (quietly) return;
    this.record.moved(index);
    this.focusSection();
  }

  drawLayer() {
    for (const layer of ["pad", "block", "rate", "help"]) this.find(`.${layer}`).hidden = layer !== this.layer;
    this.find(".live").dataset.layer = this.layer;
    this.drawSteps();
    this.rail.draw();
    this.status.draw();
    if (this.layer === "pad") this.pad.growAll();
  }

  drawSteps() {
    const { sections } = this.data;
    const name = (index) => this.sectionName(sections[index]);
    const previous = this.find(".previous");
    previous.hidden = this.position === 0;
    if (this.position) put(previous, `← ${name(this.position - 1)}`);
    const last = this.position === sections.length - 1;
    put(this.find(".next"), `${last ? this.words.say("step.review") : name(this.position + 1)} →`);
    this.find(".next").classList.toggle("primary", last || this.layer === "rate");
  }

  drawBlock(section) {
    const { words, data } = this;
    const note = words.sentences[`live.about.${section.id}`];
    fill(this.find(".block"), el("h1", { tabindex: "-1", text: this.sectionName(section) }),
      note ? el("p", { class: "quiet", text: note }) : null,
      el("ol", { lang: data.interview_language }, ...section.lines.map((line) => el("li", { text: line }))));
  }

  drawProbes(question) {
    if (!this.shows(question)) return;
    const again = this.root.activeElement?.dataset?.probe;
    this.probes.drawHint();
    this.probes.draw();
    this.placeHint();
    if (again) this.find(`[data-probe="${again}"]`)?.focus();
  }

  drawRating() {
    this.strip.draw();
    if (this.layer === "rate") this.rate.drawSummary();
  }

  sectionName(section, short = false) {
    if (section.kind === "question") return this.words.say("section.question", { number: section.number });
    const key = `section.${section.id}`;
    const ending = short && `live.${key}.short` in this.words.sentences ? ".short" : "";
    return this.words.say(`${key}${ending}`, { name: this.data.candidate.first_name });
  }

  /** Where the hands go: the first box on a computer; on a tablet nothing may open the keyboard by itself. */
  focusSection() {
    if (this.layer === "pad" && !matchMedia("(pointer: coarse)").matches) this.pad.focus("S");
    else this.find(`.${this.layer} h1`)?.focus();
  }

  // ------------------------------------------------------------------------------------------------ what is done
  step(by) {
    const { section } = this;
    if (by > 0 && section.kind === "question" && !section.rating?.outcome) this.status.tell("step.no_level");
    const index = this.position + by;
    if (index >= this.data.sections.length) this.leave("review");
    else if (index >= 0) this.go(index);
  }

  /** Ctrl+Enter: from notes to the rating, from the rating to the next question. */
  done() {
    if (this.layer === "help") this.closeLayer();
    else if (this.layer === "pad" && this.strip.skipping) this.find(".strip button").click();
    else if (this.layer === "pad") this.openRating(null);
    else this.step(1);
  }

  openRating(chosen) {
    const { section } = this;
    if (chosen) this.record.chooseLevel(section, chosen);
    this.openLayer("rate");
    this.rate.show(section);
    this.rate.focus();
  }

  openLayer(layer) {
    if (this.layer === layer) return true;
    if (this.layer === "pad") this.cameFrom = PARTS.find((part) => this.pad.focused(part)) ?? this.cameFrom;
    this.layer = layer;
    this.drawLayer();
    if (layer === "help") this.find(".help h1").focus();
    return true;
  }

  closeLayer() {
    this.layer = this.section.kind === "question" ? "pad" : "block";
    this.strip.question === this.section && this.strip.draw();
    this.drawLayer();
    if (this.layer === "pad") this.pad.focus(this.cameFrom ?? "S");
    return true;
  }

  /** Esc: one layer back, or the hint away. Never clears text. */
  back() {
    if (this.layer === "rate" || this.layer === "help") return this.closeLayer();
    if (this.layer !== "pad") return false;
    if (this.strip.back()) return true;
    return this.probes.dismiss();
  }

  toPart(part) {
    if (this.layer !== "pad") this.closeLayer();
    this.pad.focus(part);
  }

  boxFocused(part) {
    this.cameFrom = part;
  }

  skip(question, reason) {
    this.record.skip(question, reason);
    this.step(1);
  }

  async leave(where) {
    this.record.spent(this.section);
    if (await this.sync.flush(GO_WITHIN_MS)) this.trigger(where);
    else this.status.draw();
  }

  // ------------------------------------------------------------------------------------------------ what comes in
  typing() {
    this.lastTyped = Date.now();
    clearTimeout(this.statesTimer);
    clearTimeout(this.hintTimer);
    this.statesTimer = setTimeout(() => this.settle(), STATES_PAUSE_MS + 20);
    this.hintTimer = setTimeout(() => this.settle(), HINT_PAUSE_MS + 20);
  }

  read(question, reading) {
    if (!question) return;
    question.waiting = reading;
    this.settle();
  }

  /** Show what the rules saw only when typing pauses: two seconds for the boxes, four for the hint. */
  settle() {
    const question = this.section;
    const idle = Date.now() - this.lastTyped;
    if (!question.waiting || idle < STATES_PAUSE_MS) return;
    question.reading = { ...question.reading, states: question.waiting.states };
    this.pad.drawStates();
    if (this.layer === "rate") this.rate.drawStates();
    if (idle < HINT_PAUSE_MS) return;
    question.reading = question.waiting;
    question.waiting = null;
    this.drawProbes(question);
  }

  savingChanged(trouble, before, whole) {
    if (trouble) this.lateLines = this.sync.ready().reduce((sum, { write }) => sum + (write.kind === "note" ? noteLines(write.body).length : 0), 0);
    if (whole) this.status.saved(whole);
    this.status.changed(trouble, before, this.lateLines);
  }

  seal(time) {
    this.sealed ??= { time: time ? new Date(time) : null };
    this.status.draw();
  }

  async adopt() {
    const drafts = await this.journal.adopt(await this.tabs.alive());
    let lines = 0;
    for (const draft of drafts) {
      try {
        lines += this.record.adopt(draft);
        await this.journal.settle(draft);
      } catch (error) {
        console.error("a draft found no place and stays on this device", error); // one bad draft may not stop the page
      }
    }
    if (lines) this.status.tell("status.recovered", { n: lines });
  }

  /** Time goes on while this page is open; a laptop that slept does not count. */
  tick() {
    const now = Date.now();
    const gone = now - this.ticked;
    this.ticked = now;
    if (gone < ASLEEP_MS && !this.sealed) this.section.seconds += gone / 1000;
    this.rail.draw();
    if (now - this.counted < SECONDS_SAVE_MS || this.sealed) return;
    this.counted = now;
    this.record.spent(this.section);
  }

  /** Streamlit ran the page again: a fresh pass, and what changed elsewhere. */
  refresh(data) {
    this.data.token = this.sync.token = data.token;
    this.take({ ...this.data, words: data.words, language: data.language, position: this.position });
    document.documentElement.lang = data.language;
    this.record.refresh(data.sections);
  }

  async close() {
    for (const stop of this.stops) stop();
    this.keys?.close();
    this.sync?.beacon();
    await this.sync?.flush(GO_WITHIN_MS);
    this.sync?.close();
    this.tabs?.close();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const before = parentElement.livePage;
  if (before && before.data.card === data.card && before.data.person === data.person) {
    before.opening.then(() => before.refresh(data));
    before.trigger = (where) => setTriggerValue("go", where);
  } else {
    before?.close();
    const page = new LivePage(parentElement, data, (where) => setTriggerValue("go", where));
    page.opening = page.open();
    parentElement.livePage = page;
  }
  const mounted = parentElement.livePage;
  return () => mounted.opening.then(() => mounted.close());
}
