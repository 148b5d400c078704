// Nobody can scroll a wall. What does not fit above the foot gets smaller type, never below 22 pixels at 1920, and
// then the side with most evidence loses its last line, until all fits. It is said how many lines are left out.
const STEPS = ["", "dv-wall-close", "dv-wall-closer"];

function isFull(wall) {
  return wall.scrollHeight > window.innerHeight + 1;
}

function longest(wall) {
  const ends = [...wall.querySelectorAll(".dv-side")]
    .map((side) => [...side.querySelectorAll(".dv-evidence:not([hidden])")])
    .filter((lines) => lines.length > 1)
    .map((lines) => lines[lines.length - 1]);
  return ends.reduce((low, line) => (!low || line.getBoundingClientRect().bottom > low.getBoundingClientRect().bottom ? line : low), null);
}

function fit(wall, more) {
  wall.querySelectorAll(".dv-evidence[hidden]").forEach((line) => (line.hidden = false));
  wall.querySelectorAll(".dv-wall-more").forEach((words) => words.remove());
  for (const step of STEPS) {
    wall.classList.remove(...STEPS.filter(Boolean));
    if (step) wall.classList.add(step);
    if (!isFull(wall)) return;
  }
  const words = document.createElement("p");
  words.className = "dv-wall-more";
  wall.querySelector(".dv-sides")?.after(words);
  for (let left = 0; isFull(wall) && left < more.length; left++) {
    const line = longest(wall);
    if (!line) break;
    line.hidden = true;
    words.textContent = more[left];
  }
}

export default function ({ data }) {
  const page = document.querySelector("[data-testid=stMain]");
  const watch = new MutationObserver(() => again());
  const again = () => {
    const wall = page?.querySelector(".dv-wall");
    watch.disconnect();
    if (wall) fit(wall, data.more);
    if (page) watch.observe(page, { childList: true, subtree: true, characterData: true });
  };
  again();
  document.fonts?.ready.then(again);
  window.addEventListener("resize", again);
  return () => {
    watch.disconnect();
    window.removeEventListener("resize", again);
  };
}
