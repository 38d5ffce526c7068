// The cells of a draft's matrix: dragged or carried by keys to another interview of their row, their minutes changed
// by + and -. Each change is the form's own request; the page that answers, with every rule checked again, takes the
// place of this one. Without this script the forms under "Change by hand" do the same.
(function () {
  "use strict";
  const bar = document.querySelector("[data-plan-moves]");
  const says = bar.querySelector("[data-moves-says]");
  const undo = bar.querySelector("[data-moves-undo]");
  const FAR = 5; // pixels before a press becomes a drag
  const PAUSE = 450; // ms after the last + or - before the minutes are sent
  let carry = null; // a cell on the move
  let press = null; // a press that may become a drag
  let share = null; // minutes that are not sent yet
  let busy = false;
  let back = null; // how the last change is undone

  const main = () => document.getElementById("main");
  const matrix = () => document.querySelector("[data-matrix]");
  const partOf = (number) => document.querySelector(`[data-part="${number}"]`);
  const headOf = (cell) => matrix().tHead.rows[0].cells[cell.cellIndex];

  function say(text, tone = "", wayBack = null) {
    bar.hidden = false;
    bar.className = `moves${tone ? ` moves--${tone}` : ""}`;
    says.textContent = text;
    back = wayBack;
    undo.hidden = wayBack === null;
  }

  // Without this script the cells are words; with it they can be reached and pressed.
  function furnish() {
    for (const part of document.querySelectorAll("[data-part]")) {
      part.tabIndex = 0;
      part.setAttribute("role", "button");
      part.setAttribute("aria-keyshortcuts", "M + -");
      const where = headOf(part.closest("td")).dataset.name;
      part.setAttribute("aria-label", `${part.dataset.name}, ${where}: ${part.textContent.trim()}. ${bar.dataset.cell}`);
    }
  }

  // --- sending ----------------------------------------------------------------------------------------------

  async function send(url, values, label, wayBack) {
    busy = true;
    say(bar.dataset.wait);
    const open = [...main().querySelectorAll("details")].map((each) => each.open);
    let status = 0;
    const swap = (event) => {
      status = event.detail.xhr.status;
      // A refused change comes back as the page with its sentence.
      if (status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
    };
    document.body.addEventListener("htmx:beforeSwap", swap, { once: true });
    await window.htmx.ajax("POST", url, { target: "#main", select: "#main", swap: "outerHTML", values }).catch(() => {});
    document.body.removeEventListener("htmx:beforeSwap", swap);
    busy = false;
    [...main().querySelectorAll("details")].forEach((each, place) => (each.open = open[place] || false));
    furnish();
    report(status, label, wayBack);
    const part = partOf(values.part);
    if (part) part.focus({ preventScroll: true });
  }

  function report(status, label, wayBack) {
    const refused = main().querySelector(".errsum p");
    if (status === 422 && refused) return say(refused.textContent, "refused");
    if (status !== 200) return say(bar.dataset.failed, "refused");
    const broken = [...main().querySelectorAll("[aria-labelledby='br'] li")].map((each) => each.textContent);
    if (broken.length) return say(`${label}. ${bar.dataset.broken} ${broken.join(" ")}`, "doubt", wayBack);
    return say(`${label}. ${bar.dataset.kept}`, "ok", wayBack);
  }

  undo.addEventListener("click", () => {
    if (!back || busy || carry) return;
    const { url, values, label } = back;
    send(url, values, label, null);
  });

  bar.querySelector("[data-moves-close]").addEventListener("click", () => {
    if (carry) leave();
    bar.hidden = true;
    back = null;
  });

  // --- minutes ----------------------------------------------------------------------------------------------

  function more(part, by) {
    if (!share || share.part !== part.dataset.part) {
      if (share) return;
      share = { part: part.dataset.part, before: Number(part.dataset.minutes), minutes: Number(part.dataset.minutes) };
    }
    const most = Number(headOf(part.closest("td")).dataset.minutes);
    const wanted = share.minutes + by;
    if (wanted < 1 || wanted > most) return void say(bar.dataset.bounds.replace("%n", most), "refused");
    share.minutes = wanted;
    part.querySelector("b").textContent = wanted;
    say(`${part.dataset.name}: ${bar.dataset.minutes.replace("%n", wanted)}`);
    clearTimeout(share.timer);
    share.timer = setTimeout(settle, PAUSE);
  }

  function settle() {
    if (busy) return void (share.timer = setTimeout(settle, PAUSE));
    const { part, before, minutes } = share;
    share = null;
    if (before === minutes) return say(bar.dataset.left);
    const words = (n) => `${partOf(part).dataset.name}: ${bar.dataset.minutes.replace("%n", n)}`;
    const wayBack = { url: bar.dataset.shareUrl, values: { part, minutes: before }, label: words(before) };
    return send(bar.dataset.shareUrl, { part, minutes }, words(minutes), wayBack);
  }

  // --- another interview --------------------------------------------------------------------------------------

  function verdict(cell) {
    const head = cell && headOf(cell);
    if (!head || !head.dataset.session) return "";
    if (cell === carry.from) return "here";
    if (cell.querySelector("[data-part]")) return "taken";
    return "scored" in head.dataset ? "free" : "unscored";
  }

  function pick(part, mode) {
    const from = part.closest("td");
    carry = { part, mode, from, at: from };
    part.classList.add("is-carried");
    document.documentElement.classList.toggle("is-carrying", mode === "drag");
    for (const cell of from.parentElement.cells) cell.classList.toggle("may", verdict(cell) === "free");
    if (mode === "keys") say(bar.dataset.picked.replace("%s", part.dataset.name));
  }

  function aim(cell) {
    if (cell === carry.at) return;
    for (const each of carry.from.parentElement.cells) each.classList.remove("aim", "aim--free");
    carry.at = cell;
    const found = verdict(cell);
    if (!found) return;
    cell.classList.add("aim");
    cell.classList.toggle("aim--free", found === "free");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    say(`${carry.part.dataset.name}, ${headOf(cell).dataset.name}: ${bar.dataset[found]}.`, found === "free" ? "ok" : "");
  }

  function put() {
    const was = carry;
    carry = null;
    was.part.classList.remove("is-carried");
    document.documentElement.classList.remove("is-carrying");
    for (const each of was.from.parentElement.cells) each.classList.remove("may", "aim", "aim--free");
    return was;
  }

  function leave() {
    put();
    say(bar.dataset.left);
  }

  function drop() {
    const found = verdict(carry.at);
    if (found !== "free") {
      const text = found && found !== "here" ? `${says.textContent} ${bar.dataset.left}` : bar.dataset.left;
      if (carry.mode === "keys" && found !== "here") return say(text, "refused");
      put();
      return say(text, found && found !== "here" ? "refused" : "");
    }
    const { part, from, at } = put();
    const [number, name] = [part.dataset.part, part.dataset.name];
    const label = (cell) => `${name}: ${headOf(cell).dataset.name}`;
    const wayBack = { url: bar.dataset.moveUrl, values: { part: number, to: headOf(from).dataset.session }, label: label(from) };
    return send(bar.dataset.moveUrl, { part: number, to: headOf(at).dataset.session }, label(at), wayBack);
  }

  // --- the mouse --------------------------------------------------------------------------------------------

  document.addEventListener("pointerdown", (event) => {
    const part = event.target.closest("[data-part]");
    if (!part || event.button !== 0 || event.pointerType === "touch" || carry || busy || share) return;
    press = { part, x: event.clientX, y: event.clientY };
  });

  document.addEventListener("pointermove", (event) => {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR) {
      pick(press.part, "drag");
      press = null;
      window.getSelection().removeAllRanges();
    }
    if (!carry || carry.mode !== "drag") return;
    // Along the row only: how high the pointer is does not matter.
    const cells = [...carry.from.parentElement.cells].filter((cell) => headOf(cell).dataset.session);
    const under = cells.find((cell) => {
      const box = cell.getBoundingClientRect();
      return box.left <= event.clientX && event.clientX < box.right;
    });
    if (under) aim(under);
  });

  document.addEventListener("pointerup", () => {
    press = null;
    if (!carry || carry.mode !== "drag") return;
    // The click that ends a drag picks nothing up.
    const swallow = (click) => (click.preventDefault(), click.stopPropagation());
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
    drop();
  });

  document.addEventListener("pointercancel", () => {
    press = null;
    if (carry && carry.mode === "drag") leave();
  });

  // --- the keyboard -----------------------------------------------------------------------------------------

  document.addEventListener("singlekey", (event) => {
    const part = event.target.closest("[data-part]");
    if (!part || carry) return;
    const act = { "+": () => more(part, 1), "=": () => more(part, 1), "-": () => more(part, -1), m: () => busy || share || pick(part, "keys") }[event.detail];
    if (!act) return;
    event.preventDefault();
    act();
  });

  function step(by) {
    const cells = [...carry.from.parentElement.cells].filter((cell) => headOf(cell).dataset.session);
    const at = cells.indexOf(carry.at) + by;
    aim(cells[Math.min(Math.max(at, 0), cells.length - 1)]);
  }

  const KEYS = { ArrowLeft: () => step(-1), ArrowRight: () => step(1), Enter: () => drop(), Escape: () => leave() };

  document.addEventListener(
    "keydown",
    (event) => {
      const part = event.target.closest("[data-part]");
      if (!carry && part && !busy && !share && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        event.stopPropagation();
        return void pick(part, "keys");
      }
      if (!carry || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Tab") return void leave();
      if (carry.mode === "drag" && event.key !== "Escape") return;
      event.stopPropagation();
      if (!KEYS[event.key]) return;
      event.preventDefault();
      KEYS[event.key]();
    },
    true,
  );

  document.addEventListener("DOMContentLoaded", furnish);
})();
