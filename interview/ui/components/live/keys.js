// The keyboard map: one listener for the whole page; only these keys are taken from the browser.

const MAC = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** The names of keys as they stand on the page. */
const KEY_NAMES = MAC
  ? { partS: "⌃⇧1", partT: "⌃⇧2", partA: "⌃⇧3", partR: "⌃⇧4", parts: "⌃⇧1–4", probe: "⌃⇧5", variant: "⌃⇧6", next: "⌥PgDn", previous: "⌥PgUp", done: "⌘Enter", dismiss: "Esc" }
  : { partS: "Alt 1", partT: "Alt 2", partA: "Alt 3", partR: "Alt 4", parts: "Alt 1–4", probe: "Alt P", variant: "Alt O", next: "Alt PgDn", previous: "Alt PgUp", done: "Ctrl Enter", dismiss: "Esc" };

function keyName(name) {
  return KEY_NAMES[name];
}

/** Which of our keys a key press is: `part` with its index, `probe`, `variant`, `next`, `previous`, `done`, `saved`; null for none. */
function pressed(event) {
  if (event.isComposing || event.getModifierState("AltGraph")) return null;
  const digit = /^Digit([1-6])$/.exec(event.code)?.[1];
  const chord = MAC ? event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey : event.altKey && !event.ctrlKey && !event.shiftKey && !event.metaKey;
  const alt = event.altKey && !event.ctrlKey && !event.shiftKey && !event.metaKey;
  const control = MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (chord && digit && digit <= 4) return { name: "part", index: digit - 1 };
  if (MAC ? chord && digit === "5" : chord && event.code === "KeyP") return { name: "probe" };
  if (MAC ? chord && digit === "6" : chord && event.code === "KeyO") return { name: "variant" };
  if (alt && event.key === "PageDown") return { name: "next" };
  if (alt && event.key === "PageUp") return { name: "previous" };
  if (control && !event.altKey && event.key === "Enter") return { name: "done" };
  if (control && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") return { name: "saved" };
  return null;
}

function isTextField(target) {
  return target.tagName === "TEXTAREA" || (target.tagName === "INPUT" && target.type === "text");
}

class Keys {
  constructor(page) {
    this.page = page;
    this.listen = (event) => this.heard(event);
    document.addEventListener("keydown", this.listen, true);
  }

  close() {
    document.removeEventListener("keydown", this.listen, true);
  }

  heard(event) {
    const key = pressed(event);
    const target = event.composedPath()[0];
    const used = key ? this.chord(key) : this.plain(event, target);
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  }

  chord({ name, index }) {
    const { page } = this;
    const question = page.section.kind === "question" ? page.section : null;
    const acts = {
      part: () => question && page.toPart(PARTS[index]),
      probe: () => question && page.probes.askHinted(),
      variant: () => question && page.record.chooseVariant(question, question.variant === "work" ? "outside_work" : "work"),
      next: () => page.step(1),
      previous: () => page.step(-1),
      done: () => page.done(),
      saved: () => page.sync.pump(),
    };
    acts[name]();
    return true;
  }

  /** Single keys: only where nothing can be typed. */
  plain(event, target) {
    const { page } = this;
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === "Escape") return page.back();
    if (isTextField(target)) return false;
    if (event.key === "?") return page.openLayer("help");
    if (page.layer !== "rate") return false;
    if (/^[0-5]$/.test(event.key)) {
      page.rate.choose(Number(event.key));
      return true;
    }
    return page.rate.walk(event.key, target);
  }
}
