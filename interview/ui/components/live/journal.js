// The journal: what was typed stands on this device before anything else happens, and until the server has it.
// IndexedDB is the only browser storage that survives a killed browser; localStorage and memory stand in for it.

const JOURNAL = "doorvraag";
const DRAFTS = "drafts";
const OPEN_WITHIN_MS = 2000;
const KEEP_DAYS = 30;

class IndexedDrafts {
  static open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(JOURNAL, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(DRAFTS, { keyPath: "key" });
      asked.onsuccess = () => resolve(new IndexedDrafts(asked.result));
      asked.onerror = () => reject(asked.error);
      setTimeout(() => reject(new Error("no answer")), OPEN_WITHIN_MS);
    });
  }

  constructor(database) {
    this.name = "indexeddb";
    this.database = database;
    database.onversionchange = () => database.close();
  }

  /** One transaction around `change(store)`, pushed to disk at once. */
  run(change) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(DRAFTS, "readwrite", { durability: "relaxed" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      change(transaction.objectStore(DRAFTS), transaction);
    });
  }

  put(drafts) {
    return this.run((store, transaction) => {
      for (const draft of drafts) store.put(draft);
      transaction.commit();
    });
  }

  remove(key) {
    return this.run((store, transaction) => {
      store.delete(key);
      transaction.commit();
    });
  }

  /** `choose(all)` gives pairs of an old key and the draft in its place (null: none). One transaction: no two tabs take one draft. */
  rewrite(choose) {
    return this.run((store) => {
      const asked = store.getAll();
      asked.onsuccess = () => {
        for (const [key, draft] of choose(asked.result)) {
          store.delete(key);
          if (draft) store.put(draft);
        }
      };
    });
  }
}

class LocalDrafts {
  constructor() {
    this.name = "localstorage";
    localStorage.setItem(`${JOURNAL}.check`, "1");
    localStorage.removeItem(`${JOURNAL}.check`);
  }

  async put(drafts) {
    for (const draft of drafts) localStorage.setItem(`${JOURNAL}.${draft.key}`, JSON.stringify(draft));
  }

  async remove(key) {
    localStorage.removeItem(`${JOURNAL}.${key}`);
  }

  async rewrite(choose) {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${JOURNAL}.`));
    for (const [key, draft] of choose(keys.map((name) => JSON.parse(localStorage.getItem(name))))) {
      await this.remove(key);
      if (draft) await this.put([draft]);
    }
  }
}

class MemoryDrafts {
  constructor() {
    this.name = "memory";
  }

  async put() {}

  async remove() {}

  async rewrite() {}
}

/** The drafts of one person, one card and one tab. `onBlocked` is called when nothing can be kept on this device. */
class Journal {
  constructor(person, card, onBlocked) {
    this.person = person;
    this.card = card;
    this.tab = newId();
    this.onBlocked = onBlocked;
    this.keeper = null;
  }

  async open() {
    try {
      this.keeper = await IndexedDrafts.open();
    } catch {
      this.fallBack();
    }
  }

  fallBack() {
    try {
      this.keeper = this.keeper instanceof LocalDrafts ? new MemoryDrafts() : new LocalDrafts();
    } catch {
      this.keeper = new MemoryDrafts();
    }
    if (this.keeper instanceof MemoryDrafts) this.onBlocked();
  }

  key(slot) {
    return [this.person, this.card, this.tab, slot].join("/");
  }

  /** Keep entries of the queue: `{slot, seq, write, sent, hold}`. */
  async put(...entries) {
    const drafts = entries.map((entry) => this.draft(entry));
    try {
      await this.keeper.put(drafts);
    } catch {
      this.fallBack();
      await this.keeper.put(drafts).catch(() => this.fallBack());
    }
  }

  draft({ slot, seq, write, sent, hold }) {
    const { person, card, tab } = this;
    return { key: this.key(slot), person, card, tab, slot, seq, write, sent, hold: Boolean(hold), at: Date.now() };
  }

  async remove(slot) {
    await this.keeper.remove(this.key(slot)).catch(() => {});
  }

  /** Take over the drafts of tabs that are no longer there, oldest first; what is older than a month goes. */
  async adopt(alive) {
    const taken = [];
    const choose = (all) => {
      const pairs = [];
      for (const draft of all) {
        if (Date.now() - draft.at > KEEP_DAYS * 86_400_000) pairs.push([draft.key, null]);
        if (draft.person !== this.person || draft.card !== this.card || alive.has(draft.tab)) continue;
        const mine = { ...draft, tab: this.tab, key: this.key(`adopted/${draft.tab}/${draft.slot}`) };
        pairs.push([draft.key, mine]);
        taken.push(mine);
      }
      return pairs;
    };
    await this.keeper.rewrite(choose).catch(() => {});
    return taken.sort((one, other) => one.at - other.at);
  }

  /** An adopted draft has found its place in the queue of this tab (or was already on the server). */
  async settle(draft) {
    await this.keeper.remove(draft.key).catch(() => {});
  }
}
