// Keeps, for as long as the browser is open, who is at the keyboard and in which language; and tells screen readers
// the language of the page, and the first link of the page in that language. Cookies are shared between ports of one host, so the port is part of their names.
export default function ({ data }) {
  const keep = (name, value) => {
    // What nobody said in this tab may have been said in another: it stays.
    if (!value) return;
    document.cookie = `doorvraag_${name}_${location.port || "0"}=${encodeURIComponent(value)}; path=/; SameSite=Strict`;
  };
  keep("person", data.person);
  keep("language", data.language);
  document.documentElement.lang = data.shown;
  const skip = document.querySelector("[data-testid=stSkipToContent]");
  if (skip && skip.textContent !== data.skip) skip.textContent = data.skip;
}
