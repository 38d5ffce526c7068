// Rubric review: choosing a row marks its places in the document, choosing a place finds its row.
(function () {
  "use strict";
  const marks = () => document.querySelectorAll("mark[data-for]");
  const rows = () => document.querySelectorAll(".rv__cmp [data-key-item]");
  const targets = (mark) => mark.dataset.for.split(" ");

  function show(ids) {
    for (const mark of marks()) mark.classList.toggle("is-on", targets(mark).some((id) => ids.includes(id)));
    for (const row of rows()) row.classList.toggle("is-on", ids.includes(row.id));
  }

  function seen(element) {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  }

  function chooseRow(row) {
    show([row.id]);
    const first = [...marks()].find((mark) => targets(mark).includes(row.id));
    if (!first) return;
    const part = first.closest("details");
    if (part) part.open = true;
    // On a narrow window the document stands above the rows: moving there would lose the place.
    if (window.matchMedia("(min-width: 64.01rem)").matches && !seen(first)) first.scrollIntoView({ block: "center" });
  }

  function chooseMark(mark) {
    const ids = targets(mark);
    const row = ids.map((id) => document.getElementById(id)).find(Boolean);
    if (row && !seen(row)) row.scrollIntoView({ block: "center" });
    show(ids);
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-for]");
    if (mark) chooseMark(mark);
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest(".rv__cmp [data-key-item]");
    if (row) show([row.id]);
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest(".rv__cmp [data-key-item]");
    if (row && !event.target.closest("a, button, input, label, summary")) chooseRow(row);
  });

  function fromAddress() {
    const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.matches("[data-key-item]")) return;
    const more = row.querySelector("details.more");
    if (more) more.open = true;
    show([row.id]);
  }
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
