// Rubric review: choosing a row marks its places in the document, choosing a place finds its row. On a wide window the
// two columns scroll by themselves, so that only the other side moves.
(function () {
  "use strict";
  const WIDE = window.matchMedia("(min-width: 64.01rem)");
  const GAP = 16;
  const marks = () => document.querySelectorAll("mark[data-for]");
  const rows = () => document.querySelectorAll(".rv__cmp [data-key-item]");
  const targets = (mark) => mark.dataset.for.split(" ");
  let chosen = null;

  function show(ids) {
    for (const mark of marks()) mark.classList.toggle("is-on", targets(mark).some((id) => ids.includes(id)));
    for (const row of rows()) row.classList.toggle("is-on", ids.includes(row.id));
  }

  // The part of the column that the window shows, above the bar at its lower end.
  function frame(column) {
    const box = column.getBoundingClientRect();
    const bar = document.querySelector(".submit");
    const floor = bar ? bar.getBoundingClientRect().top : window.innerHeight;
    return { top: Math.max(box.top, 0), bottom: Math.min(box.bottom, floor) };
  }

  // Brings an element into view by moving its own column and nothing else.
  function bring(element) {
    const column = element.closest(".rv__doc, .rv__cmp");
    if (!column || !WIDE.matches) return element.scrollIntoView({ block: "center" });
    const { top, bottom } = frame(column);
    const box = element.getBoundingClientRect();
    if (box.top >= top && box.bottom <= bottom) return undefined;
    const fits = box.height + 2 * GAP < bottom - top;
    column.scrollTop += fits ? (box.top + box.bottom) / 2 - (top + bottom) / 2 : box.top - top - GAP;
    return undefined;
  }

  function unfold(element) {
    for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  }

  function chooseRow(row) {
    chosen = row.id;
    show([row.id]);
    const first = [...marks()].find((mark) => targets(mark).includes(row.id));
    if (!first) return;
    unfold(first);
    // On a narrow window the document stands above the rows: moving there would lose the place.
    if (WIDE.matches) bring(first);
  }

  function chooseMark(mark) {
    const ids = targets(mark);
    const row = ids.map((id) => document.getElementById(id)).find(Boolean);
    if (row) {
      unfold(row);
      bring(row);
    }
    show(ids);
    chosen = row && row.id;
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-for]");
    if (mark) return chooseMark(mark);
    const reference = event.target.closest(".rv__doc a.ref");
    const row = reference && document.getElementById(reference.hash.slice(1));
    if (row) {
      event.preventDefault();
      unfold(row);
      bring(row);
      show([row.id]);
      focus(row);
    }
    return undefined;
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest(".rv__cmp [data-key-item]");
    if (row && row.id !== chosen) chooseRow(row);
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest(".rv__cmp [data-key-item]");
    if (!row || event.target.closest("a, button, input, label, select, textarea, summary")) return;
    focus(row);
    chooseRow(row);
  });

  function focus(row) {
    if (!row.hasAttribute("tabindex")) row.setAttribute("tabindex", "-1");
    row.focus({ preventScroll: true });
  }

  // After an edit the address names the row to go on with; a link to a row opens its details as well.
  function fromAddress(details) {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    unfold(place);
    if (!place.matches("[data-key-item]")) {
      if (place.matches("input, textarea, select")) place.focus();
      return;
    }
    const more = details && place.querySelector("details.more");
    if (more) more.open = true;
    bring(place);
    focus(place);
    chooseRow(place);
  }
  // Whoever comes from one of the draft's own forms goes on with the rows and wants nothing unfolded.
  const own = location.pathname.replace(/review\/$/, "");
  const cameFromEdit = document.referrer.startsWith(location.origin + own);
  window.addEventListener("hashchange", () => fromAddress(true));
  window.addEventListener("load", () => fromAddress(!cameFromEdit));
})();
