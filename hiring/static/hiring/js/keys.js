// Single keys for pages with [data-key-item]s (competencies or rows). They never act inside a text field,
// and a switch in the list of keys turns them off on this device.
(function () {
  "use strict";
  const KEY = "singleKeys";
  const TYPING = "textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit])";

  function enabled() {
    try {
      return localStorage.getItem(KEY) !== "off";
    } catch {
      return true;
    }
  }

  const items = () => [...document.querySelectorAll("[data-key-item]")];

  // The item with the focus, else the last one whose top has passed the upper third of the window.
  function current() {
    const focused = document.activeElement && document.activeElement.closest("[data-key-item]");
    if (focused) return focused;
    const passed = items().filter((item) => item.getBoundingClientRect().top < window.innerHeight / 3);
    return passed.at(-1) || null;
  }

  function go(item) {
    if (!item) return;
    if (item.tabIndex < 0) item.setAttribute("tabindex", "-1"); // a link or button can be reached as it is
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "start" });
  }

  function step(by) {
    const all = items();
    const at = all.indexOf(current());
    go(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function rate(value) {
    const item = current();
    const radio = item && item.querySelector(`input[type=radio][value="${value}"]:not(:disabled)`);
    if (!radio) return false;
    radio.focus();
    radio.click();
    return true;
  }

  function focusOn(selector) {
    const item = current();
    const field = item && item.querySelector(selector);
    if (!field) return false;
    field.focus();
    return true;
  }

  // What a row offers under a key of its own: only for the row that was chosen, since it may change something.
  function own(key) {
    const focused = document.activeElement && document.activeElement.closest("[data-key-item]");
    // A page that does more with the key than press a button takes it by preventing this event.
    const offer = new CustomEvent("singlekey", { detail: key, bubbles: true, cancelable: true });
    if (focused && !focused.dispatchEvent(offer)) return true;
    if (!/^[a-z]$/.test(key)) return false;
    const item = focused || document.querySelector("[data-key-item].is-on");
    const act = (item && item.querySelector(`[data-key="${key}"]`)) || document.querySelector(`[data-page-key="${key}"]`);
    if (!act) return false;
    act.click();
    return true;
  }

  function openList() {
    const list = document.getElementById("key-list");
    if (!list || list.open) return false;
    list.showModal();
    return true;
  }

  const SINGLE = {
    j: () => (step(1), true),
    k: () => (step(-1), true),
    0: () => rate("na"),
    n: () => focusOn("[data-key-notes]"),
    e: () => focusOn("[data-key-evidence]"),
  };
  for (const level of ["1", "2", "3", "4", "5"]) SINGLE[level] = () => rate(level);

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const typing = event.target.closest(TYPING);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const submit = document.querySelector("[data-key-submit]");
      if (submit) {
        event.preventDefault();
        submit.click();
      }
      return;
    }
    if (event.key === "Escape" && typing) {
      const item = typing.closest("[data-key-item]");
      typing.blur();
      if (item) go(item);
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    // The list stays within reach when single keys are off, for it holds the switch.
    if (event.key === "?") return void (openList() && event.preventDefault());
    if (!enabled() || items().length === 0) return;
    const key = event.key.toLowerCase();
    const act = SINGLE[key] || (() => own(key));
    if (act()) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-keys-switch]")) {
      box.checked = enabled();
      box.addEventListener("change", () => {
        try {
          localStorage.setItem(KEY, box.checked ? "on" : "off");
        } catch {
          box.checked = true; // without storage the choice cannot be kept
        }
      });
    }
  });
})();
