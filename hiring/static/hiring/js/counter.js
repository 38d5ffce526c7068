// "17 more characters" beside an evidence note, and taking the notes of a question over into it.
(function () {
  "use strict";

  function show(hint) {
    const field = document.getElementById(hint.dataset.counter);
    if (!field) return;
    const missing = Number(hint.dataset.minimum) - [...field.value.trim()].length;
    if (field.value.trim() === "") hint.textContent = hint.dataset.start;
    else if (missing > 0) hint.textContent = (missing === 1 ? hint.dataset.one : hint.dataset.many).replace("%n", missing);
    else hint.textContent = hint.dataset.met;
    hint.classList.toggle("is-met", missing <= 0);
  }

  function update(field) {
    for (const hint of document.querySelectorAll("[data-counter]")) {
      if (!field || hint.dataset.counter === field.id) show(hint);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const hint of document.querySelectorAll("[data-counter]")) hint.dataset.start = hint.textContent;
    update(null);
  });
  document.addEventListener("input", (event) => update(event.target));
  document.addEventListener("hiring:fields-changed", () => update(null));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-from]");
    if (!button) return;
    const from = document.getElementById(button.dataset.copyFrom);
    const to = document.getElementById(button.dataset.copyTo);
    if (!from || !to || to.readOnly || from.value.trim() === "") return;
    to.value = to.value.trim() === "" ? from.value.trim() : `${to.value.trimEnd()}\n${from.value.trim()}`;
    to.dispatchEvent(new Event("input", { bubbles: true }));
    to.focus();
  });
})();
