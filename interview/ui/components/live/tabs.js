// The other tabs of this browser: which are alive (a dead tab's drafts are taken over), and what they saved.

const ROLL_CALL_MS = 300;

class Tabs {
  constructor(card, tab, onNews) {
    this.tab = tab;
    this.onNews = onNews;
    this.answers = new Set();
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`doorvraag.live.${card}`) : null;
    if (this.channel) this.channel.onmessage = ({ data }) => this.hear(data);
  }

  /** Hold a Web Lock for as long as this tab lives; the browser frees it when the tab dies, however it dies. */
  async hold() {
    if (!navigator.locks) return;
    await new Promise((held) => {
      navigator.locks.request(`doorvraag.tab.${this.tab}`, () => {
        held();
        return new Promise((release) => (this.release = release));
      });
    });
  }

  /** Ids of the tabs that are there. Without Web Locks (plain http) they are asked, and those who answer count. */
  async alive() {
    if (navigator.locks) {
      const { held } = await navigator.locks.query();
      return new Set(held.map((lock) => lock.name.replace("doorvraag.tab.", "")));
    }
    this.answers = new Set([this.tab]);
    this.tell({ kind: "roll_call" });
    await new Promise((done) => setTimeout(done, ROLL_CALL_MS));
    return this.answers;
  }

  tell(news) {
    this.channel?.postMessage({ ...news, from: this.tab });
  }

  hear(news) {
    if (news.kind === "roll_call") this.tell({ kind: "here" });
    else if (news.kind === "here") this.answers.add(news.from);
    else this.onNews(news);
  }

  close() {
    this.channel?.close();
    this.release?.();
  }
}
