// How the board shows where an interview may go: a strip under each line, a frame where it would stand, and a tip.
// window.boardPlaces draws; board.js decides.
(function () {
  "use strict";
  const MARKS = { ok: "M1 6.5 4.5 10 11 2", doubt: "M6 .8l5.2 5.2L6 11.2.8 6z", refused: "M1.5 1.5l9 9M10.5 1.5l-9 9", here: "M1 6h10" };
  const NS = "http://www.w3.org/2000/svg";

  const table = () => document.querySelector("[data-board]");
  const lines = () => [...table().tBodies[0].rows];
  const count = () => table().querySelectorAll("col").length - 1;

  // The slots of a line on the screen: where the first begins and how wide each is.
  function measure(line) {
    const first = line.cells[1].getBoundingClientRect();
    const last = line.cells[line.cells.length - 1].getBoundingClientRect();
    return { left: first.left, top: first.top, height: first.height, width: (last.right - first.left) / count() };
  }

  function slotAt(line, x) {
    const at = measure(line);
    return Math.floor((x - at.left) / at.width);
  }

  function lineAt(y) {
    return lines().find((line) => {
      const box = line.getBoundingClientRect();
      return box.top <= y && y < box.bottom;
    });
  }

  function place(element, line, slot, span) {
    const frame = table().closest(".scroll");
    const [outer, at] = [frame.getBoundingClientRect(), measure(line)];
    element.style.left = `${at.left - outer.left + frame.scrollLeft + slot * at.width + 1}px`;
    element.style.width = `${Math.min(span, count() - slot) * at.width - 2}px`;
    element.style.top = `${at.top - outer.top + frame.scrollTop}px`;
    return at;
  }

  function clear(selector) {
    for (const each of document.querySelectorAll(selector)) each.remove();
  }

  // Runs of equal answers of each line become one strip at its foot; what is refused has none.
  function strips(answer) {
    clear(".strip");
    const frame = table().closest(".scroll");
    for (const line of lines()) {
      const found = (answer.lines[line.dataset.person] || []).map((number) => answer.verdicts[number].answer);
      for (let slot = 0; slot < found.length; ) {
        let end = slot;
        while (end < found.length && found[end] === found[slot]) end += 1;
        if (found[slot] === "ok" || found[slot] === "doubt") {
          const strip = frame.appendChild(document.createElement("div"));
          strip.className = `strip strip--${found[slot]}`;
          const at = place(strip, line, slot, end - slot);
          strip.style.top = `${parseFloat(strip.style.top) + at.height - 5}px`;
        }
        slot = end;
      }
    }
  }

  function mark(answer) {
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("viewBox", "0 0 12 12");
    svg.appendChild(document.createElementNS(NS, "path")).setAttribute("d", MARKS[answer]);
    return svg;
  }

  // The frame of an interview on the move, with its clock, and beside it the sentence of the rule.
  function ghost(line, slot, span, verdict, words) {
    clear(".drop, .tip");
    if (!line) return;
    const frame = table().closest(".scroll");
    const drop = frame.appendChild(document.createElement("div"));
    drop.className = `drop drop--${verdict.answer}`;
    drop.setAttribute("aria-hidden", "true");
    const clock = document.createElement("span");
    clock.textContent = words;
    drop.append(mark(verdict.answer), clock);
    const at = place(drop, line, slot, span);
    drop.style.height = `${at.height - 4}px`;
    drop.style.top = `${parseFloat(drop.style.top) + 1}px`;
    if (verdict.sentence) tip(drop, verdict.sentence);
  }

  function tip(drop, sentence) {
    const box = document.body.appendChild(document.createElement("div"));
    box.className = "tip";
    box.setAttribute("aria-hidden", "true");
    box.textContent = sentence;
    const at = drop.getBoundingClientRect();
    const [wide, high] = [box.offsetWidth, box.offsetHeight];
    box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - wide - 8))}px`;
    const below = at.bottom + 4;
    box.style.top = `${below + high > window.innerHeight - 72 ? at.top - high - 4 : below}px`;
  }

  // Keep the frame within the part of the board that is seen.
  function reveal() {
    const drop = document.querySelector(".drop");
    if (!drop) return;
    const frame = table().closest(".scroll");
    const [outer, at] = [frame.getBoundingClientRect(), drop.getBoundingClientRect()];
    const who = lines()[0].cells[0].offsetWidth;
    if (at.left < outer.left + who) frame.scrollLeft -= outer.left + who - at.left;
    if (at.right > outer.right) frame.scrollLeft += at.right - outer.right;
    drop.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // While something is dragged near an edge, the board scrolls under it; not yet while it enters from the list.
  function follow(x, carry) {
    const frame = table().closest(".scroll");
    const box = frame.getBoundingClientRect();
    const [first, last] = [box.left + lines()[0].cells[0].offsetWidth + 16, box.right - 32];
    if (first <= x && x <= last) carry.inside = true;
    else if (carry.inside) frame.scrollLeft += x > last ? 12 : -12;
  }

  window.boardPlaces = {
    table, lines, count, slotAt, lineAt, strips, ghost, reveal, follow,
    clear: () => clear(".strip, .drop, .tip"),
  };
})();
