// The live bar and the rail: where we are in the guide, and whether there is time left. Updates every five seconds.

const LATE_SECONDS = 120;

/** How a talk stands. `sections` carry `kind`, `minutes` and `seconds` spent; seconds unless it says minutes. */
function pace(sections) {
  const planned = sections.map((section) => section.minutes * 60);
  const total = planned.reduce((sum, seconds) => sum + seconds, 0);
  const elapsed = sections.reduce((sum, section) => sum + section.seconds, 0);
  const before = (index) => planned.slice(0, index).reduce((sum, seconds) => sum + seconds, 0);
  const furthest = Math.max(0, sections.findLastIndex((section) => section.seconds > 0));
  const done = before(furthest) + Math.min(sections[furthest]?.seconds ?? 0, planned[furthest] ?? 0);
  const late = elapsed - done;
  const lastQuestion = sections.findLastIndex((section) => section.kind === "question");
  const left = before(lastQuestion + 1) - elapsed;
  const open = sections.filter((section, index) => section.kind === "question" && index > furthest).length;
  const each = open ? Math.floor(left / open / 60) : null;
  let state = "on_schedule";
  if (late > LATE_SECONDS) state = each === null ? "behind" : "behind_each";
  if ((furthest <= lastQuestion && left < 0) || (each !== null && each < 1 && late > LATE_SECONDS)) state = "over";
  if (elapsed > total) state = "over";
  return { state, total, elapsed, late: Math.round(late / 60), each };
}

class Rail {
  /** `go(index)` moves to a section. */
  constructor(page, bar, list, go) {
    Object.assign(this, { page, list });
    const { words, data } = page;
    put(bar.querySelector(".who"), words.say("bar.with", { name: data.candidate.name }));
    put(bar.querySelector(".vacancy"), data.vacancy);
    this.pace = bar.querySelector(".pace");
    this.here = bar.querySelector(".here");
    this.whole = bar.querySelector(".whole");
    list.setAttribute("aria-label", words.say("rail.name"));
    this.parts = data.sections.map((section, index) => this.part(section, () => go(index)));
    this.tick = el("li", { class: "tick", "aria-hidden": "true" }, el("span", { text: words.say("rail.now") }));
    fill(list, ...this.parts.map((part) => part.item), this.tick);
  }

  part(section, onClick) {
    const used = el("span", { class: "used" });
    const label = el("span", { class: "label" });
    const button = el("button", { type: "button", on: { click: onClick } }, el("span", { class: "track" }, used), label);
    const item = el("li", { class: section.kind }, button);
    item.style.flexGrow = Math.max(1, section.minutes);
    return { item, button, used, label };
  }

  /** Draw the state as it is now; texts that stay the same are left alone. */
  draw() {
    const { words, data, position } = this.page;
    const { sections } = data;
    const now = pace(sections);
    const current = sections[position];
    this.parts.forEach((part, index) => this.drawPart(part, sections[index], index));
    this.tick.style.setProperty("--at", Math.min(1, now.elapsed / Math.max(1, now.total)));
    fill(this.pace, dot(now.state === "on_schedule" ? "full" : "half"), this.paceSentence(now));
    this.pace.classList.toggle("late", now.state !== "on_schedule");
    const part = current.kind === "question" ? "bar.question" : "bar.part";
    this.numbers(this.here, words.say(part), words.spent(current.seconds), current.minutes);
    this.numbers(this.whole, words.say("bar.interview"), Math.floor(now.elapsed / 60), Math.round(now.total / 60));
  }

  numbers(place, name, used, minutes) {
    fill(place, `${name} `, el("b", { text: String(used) }), ` ${this.page.words.say("bar.of", { n: minutes })}`);
  }

  paceSentence({ state, late, each }) {
    const name = this.page.data.candidate.first_name;
    return this.page.words.say(`pace.${state}`, { late, each, name });
  }

  drawPart({ item, button, used, label }, section, index) {
    const here = index === this.page.position;
    const { words } = this.page;
    item.classList.toggle("here", here);
    if (here) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
    used.style.width = `${Math.min(100, (100 * section.seconds) / (section.minutes * 60))}%`;
    put(label, this.label(section, here));
    const minutes = words.say("rail.minutes", { used: Math.floor(section.seconds / 60), n: section.minutes });
    button.setAttribute("aria-label", `${this.page.sectionName(section)}, ${minutes}`);
  }

  label(section, here) {
    const { words, data, narrow } = this.page;
    if (section.kind !== "question") return this.page.sectionName(section, narrow);
    const count = data.sections.filter((other) => other.kind === "question").length;
    return here && !this.page.small ? words.say("rail.of", { number: section.number, n: count }) : String(section.number);
  }
}
