// Keeps, for as long as the browser is open, who is at the keyboard and in which language; and tells screen readers
// the language of the page. Cookies are shared between ports of one host, so the port is part of their names.
export default function ({ data }) {
  const keep = (name, value) => {
    const life = value ? "" : "; max-age=0";
    document.cookie = `doorvraag_${name}_${location.port || "0"}=${encodeURIComponent(value)}; path=/; SameSite=Strict${life}`;
  };
  keep("person", data.person);
  keep("language", data.language);
  document.documentElement.lang = data.language;
}
