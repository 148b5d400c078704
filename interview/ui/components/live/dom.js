// Building the page: text only ever enters as text, never as markup.

/** An element. `props`: `class`, `text`, `on` (event handlers), `style` (custom properties), anything else an attribute. */
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (name === "on") for (const [event, handler] of Object.entries(value)) made.addEventListener(event, handler);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Put `children` in the place of everything in `parent`. */
function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

/** Change a text only when it differs: nothing repaints, and a live region says nothing twice. */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A state as a shape: `full`, `half` or `ring`. The word beside it says the same. */
function dot(shape) {
  return el("span", { class: `dot ${shape}`, "aria-hidden": "true" });
}

/** A key mark, such as `Ctrl Enter`. */
function mark(key) {
  return el("kbd", { text: key });
}

/** 32 hexadecimal digits that nobody else has; `crypto.randomUUID` is missing on plain http. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The lines of a note that hold something, as the server counts them. */
function noteLines(body) {
  return body.split("\n").map((line) => line.trim()).filter(Boolean);
}
