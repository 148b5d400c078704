// Looks in the journal of the live page (components/live/journal.js) for text of one person, whatever the tab it was
// typed in. A live page elsewhere may just be sending, so it gets a moment.
const JOURNAL = "doorvraag";
const DRAFTS = "drafts";
const PATIENCE_MS = 3000;
const PAUSE_MS = 250;

function inDatabase() {
  return new Promise((resolve) => {
    const asked = indexedDB.open(JOURNAL, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(DRAFTS, { keyPath: "key" });
    asked.onerror = () => resolve([]);
    asked.onsuccess = () => {
      const all = asked.result.transaction(DRAFTS).objectStore(DRAFTS).getAll();
      all.onsuccess = () => {
        asked.result.close();
        resolve(all.result);
      };
      all.onerror = () => resolve([]);
    };
  });
}

function inStorage() {
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(`${JOURNAL}.`));
  return kept.map((key) => JSON.parse(localStorage.getItem(key))).filter((draft) => draft?.card);
}

async function cards(person) {
  const drafts = [...(await inDatabase()), ...inStorage()];
  return [...new Set(drafts.filter((draft) => draft.person === person).map((draft) => draft.card))].sort();
}

async function look(person) {
  const end = Date.now() + PATIENCE_MS;
  let found = await cards(person);
  while (found.length && Date.now() < end) {
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    found = await cards(person);
  }
  return found;
}

export default function ({ data, setStateValue }) {
  look(data.person).then((found) => setStateValue("cards", found));
}
