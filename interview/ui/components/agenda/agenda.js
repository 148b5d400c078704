// The agenda of the debrief. Text only ever enters as text. Left and right go to the neighbour of the row at hand,
// except where the arrow means something else: in a field, or in a row of choices.
const TAKEN = "input, textarea, select, [contenteditable=true], [role=radiogroup], [role=group], [role=toolbar]";

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function gap(levels) {
  const dots = made("span", "gap");
  dots.setAttribute("aria-hidden", "true");
  const [low, high] = [levels[0], levels[levels.length - 1]];
  for (let level = 1; level <= 5; level++) {
    const between = level > low && level <= high ? " line" : "";
    const kind = level === low ? "low" : level === high ? "high" : levels.includes(level) ? "also" : "none";
    dots.append(made("span", `dot ${kind}${between}`));
  }
  return dots;
}

function drawn(row, go) {
  const button = made("button", `row${row.settled ? " settled" : ""}`);
  button.type = "button";
  button.dataset.id = row.id;
  if (row.here) button.setAttribute("aria-current", "true");
  const title = made("span", "title", row.title);
  if (row.settled) title.prepend(made("span", "tick", "✓ "));
  button.append(title);
  if (row.levels.length) button.append(gap(row.levels));
  button.append(made("span", "about", row.about), made("span", "side", row.side), made("span", "heard", row.spoken));
  button.addEventListener("click", () => go(row.id));
  return button;
}

/** Bring a row into the list's own window; the page itself stays where it is. */
function reveal(nav, row) {
  if (!row) return;
  const below = row.offsetTop + row.offsetHeight - nav.clientHeight;
  nav.scrollTop = Math.min(row.offsetTop, Math.max(nav.scrollTop, below));
}

/** The beginning of a topic that just came, for whoever had scrolled down in the one before it. */
function begin() {
  const main = document.querySelector("[data-testid=stMain]");
  const topic = document.querySelector(".st-key-debrief-open");
  const bar = document.querySelector("[data-testid=stHeader]");
  if (!main || !topic) return;
  const above = topic.getBoundingClientRect().top - (bar?.getBoundingClientRect().bottom ?? 0);
  if (above < 0) main.scrollTop += above;
}

/** Said once, and the page at its beginning, when another topic is at hand than the one last drawn. */
function tell(heard, data) {
  const here = data.rows.find((row) => row.here)?.id ?? "";
  if (heard.dataset.here === here) return;
  if (heard.dataset.here !== undefined) {
    heard.textContent = data.heard;
    begin();
  }
  heard.dataset.here = here;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector(".agenda");
  const go = (id) => setTriggerValue("go", id);
  tell(parentElement.querySelector(".told"), data);
  const news = JSON.stringify(data);
  if (nav.dataset.shown !== news) {
    const focused = parentElement.activeElement?.dataset?.id;
    nav.dataset.shown = news;
    nav.setAttribute("aria-label", data.label);
    nav.replaceChildren(...data.rows.map((row) => drawn(row, go)));
    if (focused) [...nav.children].find((button) => button.dataset.id === focused)?.focus({ preventScroll: true });
    reveal(nav, nav.querySelector("[aria-current]"));
  }
  const pressed = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.composedPath().some((at) => at instanceof Element && at.matches(TAKEN))) return;
    const beside = data.rows[data.rows.findIndex((row) => row.here) + step];
    if (!beside) return;
    event.preventDefault();
    go(beside.id);
  };
  // Called again with every run of the page: one listener at a time, and the newest knows the row at hand.
  if (nav.pressed) document.removeEventListener("keydown", nav.pressed);
  nav.pressed = pressed;
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
