// Keeps the page somebody asked for (a path with ids, nothing else) while they log in elsewhere, and goes there after.
const TARGET = "doorvraag.target";
const AGAIN = "doorvraag.again";
const KEPT_MS = 15 * 60_000;
const AGAIN_MS = 30_000;

function keep() {
  const asked = location.pathname + location.search;
  if (asked !== "/") sessionStorage.setItem(TARGET, JSON.stringify({ asked, at: Date.now() }));
}

function go() {
  const kept = JSON.parse(sessionStorage.getItem(TARGET) ?? "null");
  sessionStorage.removeItem(TARGET);
  if (!kept || Date.now() - kept.at > KEPT_MS || location.pathname + location.search !== "/") return;
  const target = new URL(kept.asked, location.origin);
  if (target.origin === location.origin) location.replace(target);
}

/** Somebody signed in again in another tab: the server knows, this page learns it by loading anew. Once, not in a loop. */
async function again() {
  if (document.hidden || Date.now() - Number(sessionStorage.getItem(AGAIN)) < AGAIN_MS) return;
  const answer = await fetch("/session", { cache: "no-store" }).catch(() => null);
  if (answer?.status !== 204) return;
  sessionStorage.setItem(AGAIN, String(Date.now()));
  location.reload();
}

export default function ({ data }) {
  if (data.inside) {
    go();
    return () => {};
  }
  keep();
  if (!data.ended) return () => {};
  again();
  document.addEventListener("visibilitychange", again);
  return () => document.removeEventListener("visibilitychange", again);
}
