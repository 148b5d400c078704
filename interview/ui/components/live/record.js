// The record of one card as this tab has it: what is noted and chosen here, what the server answers, what other tabs
// and dead tabs left. Text that is being typed is never changed from here.

class Record {
  constructor(page) {
    this.page = page;
    this.sections = new Map(page.data.sections.map((section) => [section.id, section]));
  }

  get sync() {
    return this.page.sync;
  }

  /** The question with this id, none for the other parts of the talk. */
  question(id) {
    const section = this.sections.get(id);
    return section?.kind === "question" ? section : null;
  }

  // ------------------------------------------------------------------------------------------------- notes
  typed(question, part, body) {
    const note = question.notes[part];
    note.body = body;
    this.sync.set(noteSlot(question, part), this.noteWrite(question, part), note.conflict?.rev ? CONFLICT_WAIT_MS : DEBOUNCE_MS);
    this.page.typing();
  }

  noteWrite(question, part) {
    const { body, rev } = question.notes[part];
    return { kind: "note", question: question.id, part, body, base: rev };
  }

  /** A text that must not be lost and has no box: kept by the server beside the newest text. */
  setApart(write) {
    this.sync.set(`apart/${newId()}`, { ...write, base: -1 }, 0);
  }

  /** A newer text that waited because its box had the focus. */
  boxLeft(question, part) {
    const { behind } = question.notes[part];
    if (behind) this.takeNote(question, part, behind.body, behind.rev);
  }

  /** The server's text, from another tab or a fresh page: into a box that is clean and left alone, or nowhere yet. */
  takeNote(question, part, body, rev) {
    const note = question.notes[part];
    note.behind = null;
    if (rev <= note.rev || this.sync.has(noteSlot(question, part))) return;
    if (this.page.shows(question) && this.page.pad.focused(part)) {
      note.behind = { body, rev };
      return;
    }
    Object.assign(note, { body, rev });
    if (this.page.shows(question)) this.page.pad.replace(part, body);
  }

  noteAnswered(entry, answer) {
    if (entry.slot.startsWith("apart/")) return undefined;
    const { question: id, part } = entry.write;
    const question = this.question(id);
    const note = question.notes[part];
    const ours = answer.head_body === null || answer.head_body === entry.sent.body;
    if (answer.status === "kept_apart") return this.page.seal(answer.head_at);
    if (answer.status === "saved" || ours) {
      note.rev = entry.write.base = answer.status === "saved" ? answer.rev : answer.head_rev;
      this.page.tabs.tell({ kind: "note", question: id, part, rev: note.rev, body: entry.sent.body });
      return undefined;
    }
    this.conflict(question, part, { body: answer.head_body, at: answer.head_at, rev: answer.head_rev });
    if (entry.seq === entry.sent.seq) entry.hold = true;
    return undefined;
  }

  conflict(question, part, conflict) {
    const note = question.notes[part];
    const known = JSON.stringify(note.conflict ?? null) === JSON.stringify(conflict);
    note.conflict = conflict;
    if (known) return;
    if (this.page.shows(question)) this.page.pad.drawConflict(part);
    this.page.status.announce(this.page.words.say("conflict.heard", { part: this.page.words.say(`part.${part}`) }));
  }

  /** Mine, theirs or both: a save on the newest text; what is not chosen stays among the kept revisions. */
  resolve(question, part, choice) {
    const note = question.notes[part];
    const { body: theirs, rev } = note.conflict;
    const slot = noteSlot(question, part);
    const mine = note.body;
    if (choice === "theirs" && !this.sync.entries.get(slot)?.hold) this.setApart(this.noteWrite(question, part));
    note.body = { mine, theirs, both: [theirs, mine].filter(Boolean).join("\n") }[choice];
    if (rev !== null) note.rev = rev;
    note.conflict = null;
    if (choice === "theirs" && rev !== null) this.sync.drop(slot);
    else this.sync.set(slot, this.noteWrite(question, part), 0);
    this.page.pad.replace(part, note.body);
    this.page.pad.drawConflict(part);
    this.page.pad.focus(part);
  }

  // ------------------------------------------------------------------------------------------------ rating
  chooseLevel(question, chosen) {
    const before = question.rating ?? { rev: 0, evidence: [] };
    question.rating = { ...before, reason: "", level: null, ...chosen };
    this.saveRating(question);
  }

  tickEvidence(question, { part, text }, ticked) {
    const before = question.rating ?? { rev: 0, evidence: [], outcome: null, level: null, reason: "" };
    const others = before.evidence.filter((line) => line.part !== part || line.text !== text);
    question.rating = { ...before, evidence: ticked ? [...others, { part, text }] : others };
    this.saveRating(question);
    this.page.rate.drawSummary();
  }

  /** Ticked lines without a level wait on this device. */
  saveRating(question) {
    const { outcome, level, reason, evidence, rev, stale } = question.rating;
    const write = { kind: "rating", question: question.id, outcome, level, reason, evidence, base: rev };
    const slot = `rating/${question.id}`;
    if (outcome && !stale) this.sync.set(slot, write, 0);
    else this.sync.keep(slot, write);
  }

  ratingAnswered(entry, answer) {
    const question = this.question(entry.write.question);
    if (answer.status === "saved") {
      question.rating.rev = entry.write.base = answer.rev;
      this.page.tabs.tell({ kind: "rating", question: question.id, rating: { ...entry.sent, rev: answer.rev } });
    } else if (answer.status === "stale") {
      question.rating.stale = { rev: answer.head_rev };
      entry.hold = true;
      if (this.page.shows(question)) this.page.drawRating();
    }
  }

  resolveRating(question, choice) {
    const { stale, ...rating } = question.rating;
    if (choice === "mine") {
      question.rating = { ...rating, rev: stale.rev };
      this.saveRating(question);
      this.page.drawRating();
    } else {
      this.sync.drop(`rating/${question.id}`);
      question.rating = null;
      this.page.trigger("reload");
    }
  }

  takeRating(question, rating) {
    if (!rating || this.sync.has(`rating/${question.id}`) || rating.rev <= (question.rating?.rev ?? 0)) return;
    const { outcome, level, reason, evidence, rev } = rating;
    question.rating = { outcome, level, reason, evidence, rev };
    if (this.page.shows(question)) this.page.drawRating();
  }

  skip(question, reason) {
    this.chooseLevel(question, { outcome: "not_asked", reason });
    question.skipDraft = null;
    this.sync.drop(`reason/${question.id}`);
  }

  skipTyped(question, reason) {
    question.skipDraft = reason;
    this.sync.keep(`reason/${question.id}`, { kind: "reason", question: question.id, reason });
  }

  // --------------------------------------------------------------------------------------------- treatment
  tickProbe(question, probe, asked) {
    const others = question.asked.filter((id) => id !== probe);
    question.asked = asked ? [...others, probe] : others;
    this.sync.set(`probe/${question.id}/${probe}`, { kind: "probe", question: question.id, probe, asked }, 0);
    this.page.drawProbes(question);
  }

  ownProbeTyped(question, text) {
    question.ownDraft = text;
    const slot = `own/${question.id}`;
    if (text.trim()) this.sync.keep(slot, { kind: "own_probe", question: question.id, text });
    else this.sync.drop(slot);
  }

  noteOwnProbe(question, text) {
    question.own_probes = [...question.own_probes, text];
    this.sync.set(`own/${question.id}/${newId()}`, { kind: "own_probe", question: question.id, text }, 0);
    this.ownProbeTyped(question, "");
  }

  chooseVariant(question, variant) {
    question.variant = variant;
    this.sync.set(`variant/${question.id}`, { kind: "variant", question: question.id, variant }, 0);
    this.page.pad.drawVariant();
  }

  moved(position) {
    this.sync.set("position", { kind: "position", position });
  }

  spent(section) {
    const seconds = Math.round(section.seconds);
    if (seconds) this.sync.set(`seconds/${section.id}`, { kind: "seconds", question: section.id, seconds });
  }

  // ------------------------------------------------------------------------------ answers, news, dead tabs
  answered(entry, answer, whole) {
    for (const [id, reading] of Object.entries(whole.readings)) this.page.read(this.question(id), reading);
    if (answer.status === "refused") this.page.seal(null);
    else if (entry.write.kind === "note") this.noteAnswered(entry, answer);
    else if (entry.write.kind === "rating") this.ratingAnswered(entry, answer);
  }

  heard(news) {
    const question = this.question(news.question);
    if (!question) return;
    if (news.kind === "note") this.takeNote(question, news.part, news.body, news.rev);
    if (news.kind === "rating") this.takeRating(question, news.rating);
  }

  /** Fresh data for the same card: only what nobody is busy with changes. */
  refresh(sections) {
    for (const fresh of sections) {
      const question = this.question(fresh.id);
      if (!question) continue;
      for (const part of PARTS) if (fresh.notes[part]) this.takeNote(question, part, fresh.notes[part].body, fresh.notes[part].rev);
      this.takeRating(question, fresh.rating);
    }
  }

  /** Find a place for what a dead tab left. Gives the number of note lines that came back. */
  adopt(draft) {
    const question = this.question(draft.write.question);
    const acts = {
      note: () => this.adoptNote(draft, question),
      rating: () => this.adoptRating(draft, question),
      own_probe: () => this.noteOwnProbe(question, draft.write.text.trim()),
      reason: () => this.skipTyped(question, draft.write.reason),
    };
    if (draft.write.kind === "own_probe" && !draft.hold) this.sync.adopt(draft);
    else if (acts[draft.write.kind] && question) return acts[draft.write.kind]() ?? 0;
    else if (!this.sync.has(draft.slot)) this.adoptChoice(draft, question);
    return 0;
  }

  adoptNote(draft, question) {
    const { part, body } = draft.write;
    const note = question.notes[part];
    if (draft.slot.startsWith("apart/")) {
      this.sync.adopt(draft);
      return 0;
    }
    if (body === note.body) return 0;
    const lines = noteLines(body).filter((line) => !noteLines(note.body).includes(line)).length;
    if (this.sync.has(draft.slot) || (this.page.shows(question) && this.page.pad.focused(part) && note.typed)) {
      this.setApart(draft.write);
      this.conflict(question, part, { body, at: draft.at, rev: null });
      return lines;
    }
    note.body = body;
    note.rev = draft.write.base;
    this.sync.adopt({ ...draft, hold: false });
    if (this.page.shows(question)) this.page.pad.replace(part, body);
    return lines;
  }

  adoptRating(draft, question) {
    if (this.sync.has(draft.slot)) return;
    const { outcome, level, reason, evidence, base } = draft.write;
    question.rating = { outcome, level, reason, evidence, rev: base };
    this.sync.adopt({ ...draft, hold: !outcome });
    if (this.page.shows(question)) this.page.drawRating();
  }

  adoptChoice(draft, question) {
    const { kind, probe, asked, variant, seconds } = draft.write;
    this.sync.adopt(draft);
    if (kind === "probe" && question) question.asked = [...question.asked.filter((id) => id !== probe), ...(asked ? [probe] : [])];
    if (kind === "variant" && question) question.variant = variant;
    const section = this.sections.get(draft.write.question);
    if (kind === "seconds" && section) section.seconds = Math.max(section.seconds, seconds);
  }
}

function noteSlot(question, part) {
  return `note/${question.id}/${part}`;
}
