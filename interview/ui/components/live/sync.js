// The queue between the journal and the server: one request at a time, the same id for the same text until the server
// answers, back-off when it does not. An entry leaves the journal only when the server has its newest text.

const DEBOUNCE_MS = 400;
const MAXWAIT_MS = 600;
const CONFLICT_WAIT_MS = 2000;
const ANSWER_WITHIN_MS = 8000;
const BACK_OFF_MS = [500, 1000, 2000, 4000, 8000];
const BATCH_CHARACTERS = 100_000;
const BEACON_BYTES = 60_000;
const TROUBLES = { 401: "signed_out", 403: "not_allowed", 413: "too_big", 422: "too_big", 400: "too_big", 507: "disk_full", 503: "unavailable" };

class Sync {
  /** `answered(entry, answer, whole)` hears each answer, `changed(trouble)` when saving begins to fail or works again. */
  constructor({ url, token, card, journal, answered, changed }) {
    Object.assign(this, { url, token, card, journal, answered, changed });
    this.entries = new Map();
    this.trouble = null;
    this.failures = 0;
    this.busy = false;
    this.timer = null;
    this.deadline = null;
  }

  /** Keep a write on this device now and send it soon; a later write to the same slot takes its place. */
  set(slot, write, wait = DEBOUNCE_MS) {
    this.keep(slot, write);
    this.entries.get(slot).hold = false;
    this.schedule(wait);
  }

  /** Keep a write on this device only: it is not finished yet. */
  keep(slot, write) {
    const entry = this.entries.get(slot) ?? { slot, seq: 0, sent: null };
    Object.assign(entry, { write, seq: entry.seq + 1, hold: true, refused: false });
    this.entries.set(slot, entry);
    this.journal.put(entry);
  }

  /** Nothing is waiting in this slot any more. */
  drop(slot) {
    this.entries.delete(slot);
    this.journal.remove(slot);
  }

  /** Go on with what a dead tab left; its unanswered request keeps its id. */
  adopt(draft) {
    const entry = { slot: draft.slot, seq: draft.seq, write: draft.write, sent: draft.sent, hold: draft.hold };
    this.entries.set(draft.slot, entry);
    this.journal.put(entry);
    this.schedule(0);
    return entry;
  }

  has(slot) {
    return this.entries.has(slot);
  }

  ready() {
    return [...this.entries.values()].filter((entry) => !entry.hold && !entry.refused);
  }

  schedule(wait) {
    const now = Date.now();
    this.deadline ??= now + Math.max(wait, MAXWAIT_MS);
    const pause = this.trouble ? this.pause() : Math.max(0, Math.min(now + wait, this.deadline) - now);
    if (this.trouble && this.timer) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), pause);
  }

  pause() {
    return BACK_OFF_MS[Math.min(this.failures, BACK_OFF_MS.length) - 1] ?? 0;
  }

  /** Send what is ready. Without trouble everything newly typed meanwhile follows by its own timer. */
  async pump() {
    clearTimeout(this.timer);
    this.timer = this.deadline = null;
    if (this.busy) {
      this.again = true;
      return;
    }
    const batch = this.batch();
    if (!batch.length) return;
    this.busy = true;
    this.again = false;
    try {
      for (const entry of batch) this.seal(entry);
      await this.journal.put(...batch);
      await this.send(batch);
    } finally {
      this.busy = false;
    }
    if (this.ready().length && (this.again || this.trouble || !this.timer)) this.schedule(0);
  }

  batch() {
    const batch = [];
    let size = 0;
    for (const entry of this.ready()) {
      size += JSON.stringify(entry.write).length;
      if (batch.length && (size > BATCH_CHARACTERS || this.oneByOne)) break;
      batch.push(entry);
    }
    return batch;
  }

  /** From here on this text goes by this id, so that sending it again is harmless. */
  seal(entry) {
    entry.sent ??= { ...entry.write, id: newId(), seq: entry.seq };
  }

  async send(batch) {
    const writes = batch.map(({ sent: { seq, ...write } }) => write);
    const { status, whole } = await this.post(writes);
    if (status === 200) {
      for (const entry of batch) this.take(entry, whole.writes.find((answer) => answer.id === entry.sent.id), whole);
      this.oneByOne = false;
      this.failures = 0;
      this.change([...this.entries.values()].some((entry) => entry.refused) ? "too_big" : null, whole);
      return;
    }
    this.failures += 1;
    const trouble = TROUBLES[status] ?? "offline";
    if (trouble === "too_big" && batch.length === 1) Object.assign(batch[0], { refused: true, sent: null });
    this.oneByOne = trouble === "too_big";
    this.change(trouble);
  }

  async post(writes) {
    const body = JSON.stringify({ token: this.token, card: this.card, writes });
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        keepalive: body.length * 3 < BEACON_BYTES,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      return { status: response.status, whole: response.ok ? await response.json() : null };
    } catch {
      return { status: 0, whole: null };
    }
  }

  take(entry, answer, whole) {
    if (!answer) return;
    const { seq } = entry.sent;
    const again = this.answered(entry, answer, whole) === "again";
    entry.sent = null;
    if (entry.seq === seq && !again && !entry.hold) {
      if (this.entries.get(entry.slot) === entry) this.drop(entry.slot);
    } else if (this.entries.get(entry.slot) === entry) {
      this.journal.put(entry);
    }
  }

  change(trouble, whole = null) {
    const before = this.trouble;
    this.trouble = trouble;
    this.changed(trouble, before, whole);
  }

  /** Try now: the network is back, or the page is seen again. */
  wake() {
    this.failures = 0;
    clearTimeout(this.timer);
    this.timer = null;
    this.pump();
  }

  /** Wait until the server has everything: as long as a slow one needs, `ms` when saving fails. False when something is left. */
  async flush(ms) {
    const end = Date.now() + ms;
    while (this.ready().length && (!this.trouble || Date.now() < end)) {
      this.pump();
      await new Promise((done) => setTimeout(done, 40));
    }
    return !this.ready().length;
  }

  /** The page may be gone in a moment: hand everything to the browser. There is no answer; the journal keeps it all. */
  beacon() {
    let writes = [];
    const hand = () => {
      const body = JSON.stringify({ token: this.token, card: this.card, writes });
      const blob = new Blob([body], { type: "application/json" });
      if (writes.length && !navigator.sendBeacon(this.url, blob)) this.post(writes);
      writes = [];
    };
    for (const entry of this.ready()) {
      const late = entry.sent && entry.sent.seq !== entry.seq;
      this.seal(entry);
      this.journal.put(entry);
      const { seq, ...write } = entry.sent;
      writes.push(write, ...(late ? [{ ...entry.write, id: newId() }] : []));
      if (JSON.stringify(writes).length * 3 > BEACON_BYTES) hand();
    }
    hand();
  }

  close() {
    clearTimeout(this.timer);
  }
}
