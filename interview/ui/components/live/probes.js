// The one hint, and the probes: planned ones to tick, own ones to note.

class Probes {
  constructor(page, hintPlace, listPlace) {
    Object.assign(this, { page, hintPlace, listPlace, shown: null });
    this.dismissed = new Set();
  }

  show(question) {
    this.question = question;
    this.shown = null;
    this.noting = false;
    this.drawHint();
    this.draw();
  }

  hintKey(hint) {
    return `${this.question.id}/${hint.part}`;
  }

  /** The hint that may be shown: never twice after it was sent away, never for a probe that was put. */
  hint() {
    const { hint } = this.question.reading;
    if (!hint || this.dismissed.has(this.hintKey(hint))) return null;
    return hint.probe && this.question.asked.includes(hint.probe) ? null : hint;
  }

  drawHint() {
    const hint = this.hint();
    const { words, data } = this.page;
    const changed = JSON.stringify(hint) !== JSON.stringify(this.shown);
    this.shown = hint;
    if (!changed && hint) return;
    this.hintPlace.classList.toggle("empty", !hint);
    if (!hint) return fill(this.hintPlace);
    const probe = this.question.probes.find((planned) => planned.id === hint.probe);
    const params = { ...hint.params, part: words.say(`part.${hint.part}`), said_we: words.say(`said.we.${data.interview_language}`), said_i: words.say(`said.i.${data.interview_language}`) };
    const button = (key, label, act) => el("button", { type: "button", on: { click: act } }, mark(keyName(key)), el("span", { text: words.say(label) }));
    return fill(this.hintPlace,
      el("p", { class: "warn" }, dot("half"), words.say(`hint.${hint.rule}.title`, params)),
      probe ? el("p", { class: "ask" }, `${words.say("hint.ask")} `, el("span", { text: probe.text, lang: data.interview_language })) : null,
      el("p", { class: "why", text: words.say(`hint.${hint.rule}.why`, params) }),
      el("div", { class: "row" },
        probe ? button("probe", "hint.asked", () => this.askHinted()) : null,
        button("dismiss", "hint.dismiss", () => this.dismiss())));
  }

  askHinted() {
    const hint = this.hint();
    if (hint?.probe) this.page.record.tickProbe(this.question, hint.probe, true);
    return Boolean(hint?.probe);
  }

  dismiss() {
    const hint = this.shown;
    if (!hint) return false;
    this.dismissed.add(this.hintKey(hint));
    this.drawHint();
    this.draw();
    return true;
  }

  draw() {
    const { words } = this.page;
    const { probes, asked, own_probes: own } = this.question;
    const count = asked.length + own.length;
    const title = el("h2", { text: words.say("probes.title") });
    const counted = el("span", { class: "count", text: count ? words.say("probes.asked", { n: count }) : "" });
    const all = el("ul", { class: "list" }, ...probes.map((probe) => this.planned(probe)), ...own.map((text) => this.own(text)));
    const body = [all, this.noting ? this.entry() : this.more()];
    if (!this.page.small) return fill(this.listPlace, el("div", { class: "title" }, title, counted), ...body);
    const summary = el("summary", { text: words.say("probes.fold", { n: probes.length }) });
    const open = this.listPlace.querySelector("details")?.open || this.noting;
    return fill(this.listPlace, el("details", { open }, summary, ...body));
  }

  planned(probe) {
    const asked = this.question.asked.includes(probe.id);
    const tick = el("input", { type: "checkbox", checked: asked, "data-probe": probe.id,
      on: { change: (event) => this.page.record.tickProbe(this.question, probe.id, event.target.checked) } });
    const classes = [asked ? "asked" : "", this.shown?.probe === probe.id ? "hinted" : ""].join(" ").trim();
    return el("li", {}, el("label", { class: classes }, tick, el("b", { text: probe.part }),
      el("span", { text: probe.text, lang: this.page.data.interview_language })));
  }

  own(text) {
    return el("li", {}, el("span", { class: "asked own" }, el("span", { class: "ticked", "aria-hidden": "true" }),
      el("b", { text: "+" }), el("span", { text })));
  }

  more() {
    return el("button", { type: "button", class: "link more", text: this.page.words.say("probes.own"),
      on: { click: () => { this.noting = true; this.draw(); this.listPlace.querySelector("input[type=text]").focus(); } } });
  }

  /** A probe of one's own: kept on this device while it is typed, noted by Enter or by leaving. */
  entry() {
    const { page, question } = this;
    const input = el("input", { type: "text", "aria-label": page.words.say("probes.own_name"), maxlength: "2000",
      on: {
        input: () => page.record.ownProbeTyped(question, input.value),
        blur: () => this.note(question, input),
        keydown: (event) => {
          if (event.key === "Enter" && !event.isComposing && !event.ctrlKey) { event.preventDefault(); this.note(question, input); }
        },
      } });
    input.value = question.ownDraft ?? "";
    return input;
  }

  note(question, input) {
    if (!this.noting) return;
    this.noting = false;
    if (input.value.trim()) this.page.record.noteOwnProbe(question, input.value.trim());
    else this.page.record.ownProbeTyped(question, "");
    if (question === this.question) this.draw();
  }
}
