// Fetches a document once, from an address that works once. The same address is never asked for twice.
const asked = new Set();

export default function ({ data }) {
  if (asked.has(data.path)) return;
  asked.add(data.path);
  const link = document.createElement("a");
  link.href = data.path;
  link.download = "";
  link.click();
}
