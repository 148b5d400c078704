// The sentences come with the data, in the reader's language.

class Words {
  constructor(sentences, language) {
    this.sentences = sentences;
    this.language = language;
    this.list = new Intl.ListFormat(language, { type: "conjunction" });
  }

  /** The sentence `live.<key>`; `{name}` takes a parameter, and `n` of 1 takes `<key>.one` where there is one. */
  say(key, params = {}) {
    const one = params.n === 1 ? this.sentences[`live.${key}.one`] : undefined;
    const sentence = one ?? this.sentences[`live.${key}`] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
  }

  /** Hours, minutes and (unless `short`) seconds of this device. */
  clock(time, short = false) {
    const two = (number) => String(number).padStart(2, "0");
    const parts = [time.getHours(), time.getMinutes(), ...(short ? [] : [time.getSeconds()])];
    return parts.map(two).join(":");
  }

  /** `4:10` for 250 seconds. */
  spent(seconds) {
    return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  }

  /** `4, 5 en 7`. */
  enumerate(things) {
    return this.list.format(things.map(String));
  }
}
