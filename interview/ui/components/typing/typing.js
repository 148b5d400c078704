// Streamlit sends what stands in a larger box only when one leaves it, or on Ctrl+Enter. Here that key is pressed for
// whoever pauses, so that the page can answer while they type. Nothing is kept in the browser.
const PAUSE = 500;

export default function ({ data, parentElement }) {
  if (parentElement.dvTyping) return;
  parentElement.dvTyping = true;
  const waiting = new WeakMap();
  const commit = (box) => {
    const enter = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true };
    box.dispatchEvent(new KeyboardEvent("keydown", enter));
  };
  const pause = (box) => {
    waiting.delete(box);
    commit(box);
  };
  const typed = ({ target }) => {
    if (target.tagName !== "TEXTAREA" || !target.closest(`.st-key-${data.within}`)) return;
    if (data.atOnce && !waiting.has(target)) setTimeout(commit, 0, target);
    clearTimeout(waiting.get(target));
    waiting.set(target, setTimeout(pause, PAUSE, target));
  };
  document.addEventListener("input", typed);
  return () => {
    parentElement.dvTyping = false;
    document.removeEventListener("input", typed);
  };
}
