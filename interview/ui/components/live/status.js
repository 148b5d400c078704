// The saved line: what is kept, and what to do when keeping it fails. One line, always in the same place.

const NOTICE_MS = 6000;

class Status {
  constructor(page, place, region) {
    Object.assign(this, { page, place, region, since: null, at: null, rev: page.data.total_rev, notice: null });
  }

  saved(whole) {
    this.at = new Date(whole.at);
    this.rev = whole.rev;
  }

  /** Saving began to fail, or works again with `lines` sent late. */
  changed(trouble, before, lines) {
    if (trouble && trouble !== before) {
      this.since = before ? this.since : new Date();
      this.draw();
      this.announce(this.place.textContent);
    } else if (!trouble && before && before !== "too_big") {
      this.tell(lines ? "status.back" : "status.back_all", { n: lines });
      this.announce(this.place.textContent);
    } else this.draw();
  }

  /** A sentence that stands here for six seconds. */
  tell(key, params = {}) {
    this.notice = this.page.words.say(key, params);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.notice = null; this.draw(); }, NOTICE_MS);
    this.draw();
  }

  announce(text) {
    put(this.region, text);
  }

  draw() {
    const { page } = this;
    const trouble = page.sync.trouble ?? (page.sealed ? "sealed" : page.blocked ? "blocked" : null);
    page.find(".live").classList.toggle("troubled", Boolean(trouble));
    this.place.classList.toggle("warn", Boolean(trouble));
    if (trouble) this.drawTrouble(trouble);
    else if (this.notice) this.line(dot("full"), el("span", { text: this.notice }));
    else this.drawSaved();
  }

  drawTrouble(trouble) {
    const { words, sealed } = this.page;
    const at = trouble === "sealed" ? sealed : this.since;
    const lead = trouble === "sealed" && !at.time ? "status.sealed_no_time.lead" : `status.${trouble}.lead`;
    const time = trouble === "sealed" ? at.time : at;
    this.line(dot("half"), el("b", { text: words.say(lead, { at: time ? words.clock(time, true) : "" }) }),
      el("span", { class: "quiet", text: words.say(`status.${trouble}.rest`) }),
      // In another tab: here the hands stay on the keys.
      trouble === "signed_out" ? el("a", { href: "/", target: "_blank", rel: "noopener", text: words.say("status.signed_out.link") }) : null);
  }

  drawSaved() {
    const { words } = this.page;
    const saved = this.at ? words.say("status.saved_at", { at: words.clock(this.at) }) : words.say(this.rev ? "status.saved" : "status.ready");
    this.line(dot("full"), el("span", { text: saved }), this.rev ? el("span", { class: "quiet", text: words.say("status.rev", { rev: this.rev }) }) : null);
  }

  line(...children) {
    const wanted = children.filter(Boolean);
    const same = this.place.children.length === wanted.length && wanted.every((child, index) => child.isEqualNode(this.place.children[index]));
    if (!same) fill(this.place, ...wanted.flatMap((child) => [child, " "]));
  }
}
