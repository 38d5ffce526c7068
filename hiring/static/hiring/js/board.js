// Interviews moved on the board, with the mouse or with M and the arrow keys. Where one may go is asked once, when
// it is picked up; the move itself is checked again by the server. Without this script "Arrange" does the same.
(function () {
  "use strict";
  const draw = window.boardPlaces;
  const bar = document.querySelector("[data-moves]");
  const says = bar.querySelector("[data-moves-says]");
  const undo = bar.querySelector("[data-moves-undo]");
  const close = bar.querySelector("[data-moves-close]");
  const key = bar.querySelector("[data-moves-key]");
  const days = [...bar.querySelectorAll("[data-moves-day]")];
  const dialog = document.getElementById("move-doubt");
  const FAR = 5; // pixels before a press becomes a drag
  const UNKNOWN = { answer: "here", sentence: "" };
  let carry = null; // what is on the move
  let press = null; // a press that may become a drag
  let busy = false; // between a drop and its answer
  let back = null; // how the last move is undone

  const clock = (iso) =>
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: bar.dataset.zone }).format(new Date(iso));

  function say(text, tone = "", wayBack = null) {
    bar.hidden = false;
    bar.className = `moves${tone ? ` moves--${tone}` : ""}`;
    says.textContent = text;
    back = wayBack;
    undo.hidden = wayBack === null;
    close.hidden = false;
    close.textContent = carry ? bar.dataset.cancel : bar.dataset.close;
    key.hidden = carry === null;
    for (const each of days) each.hidden = !carry || carry.mode !== "keys";
  }

  // --- what is on the move ----------------------------------------------------------------------------------

  function address(source) {
    const asked = new URLSearchParams({ day: draw.table().dataset.day, seat: source.dataset.seat || "" });
    return `${source.dataset.places}?${asked}`;
  }

  function pick(source, mode) {
    const line = source.closest("tr") || draw.lines()[0];
    carry = { source, mode, line, slot: startOf(source), grab: 0, answer: null };
    source.classList.add("is-carried");
    document.documentElement.classList.toggle("is-carrying", mode === "drag");
    look();
  }

  // Asks where what is on the move may go on the day that the board shows.
  function look() {
    say(bar.dataset.wait);
    const [mine, source] = [carry, carry.source];
    carry.asked = fetch(address(source), { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
      .then((answer) => arrived(mine, answer))
      .catch(() => {
        if (carry === mine) leave(bar.dataset.failed, "refused");
      });
  }

  // Where an interview without a time begins its way: the first hour after nine that is on the board.
  function startOf(source) {
    if (!source.dataset.start) return Math.min(4, draw.count() - 1);
    const minutes = (Date.parse(source.dataset.start) - Date.parse(draw.table().dataset.opens)) / 60000;
    return Math.min(Math.max(Math.floor(minutes / 15), 0), draw.count() - 1);
  }

  async function arrived(mine, answer) {
    if (carry !== mine) return;
    if (String(answer.sequence) !== mine.source.dataset.sequence || answer.starts.length !== draw.count()) {
      leave("");
      await renew();
      return say(bar.dataset.changed, "refused");
    }
    mine.answer = answer;
    draw.strips(answer);
    if (mine.mode === "keys") say(bar.dataset.picked.replace("%s", mine.source.dataset.label));
    show(mine.mode === "keys");
  }

  function verdict() {
    const numbers = carry.answer && carry.line && carry.answer.lines[carry.line.dataset.person];
    return numbers ? carry.answer.verdicts[numbers[carry.slot]] : UNKNOWN;
  }

  function where() {
    const start = carry.answer.starts[carry.slot];
    const end = new Date(Date.parse(start) + carry.answer.minutes * 60000).toISOString();
    return `${clock(start)}–${clock(end)}`;
  }

  function sentence() {
    const found = verdict();
    return `${where()}, ${carry.line.dataset.name}: ${bar.dataset[found.answer]}. ${found.sentence}`.trim();
  }

  function show(first = false) {
    if (!carry.answer) return;
    if (!carry.line) return draw.ghost(null);
    const found = verdict();
    draw.ghost(carry.line, carry.slot, Math.ceil(carry.answer.minutes / 15), found, where());
    if (carry.mode === "keys") draw.reveal();
    const told = sentence();
    if (says.textContent !== told) say(first ? `${says.textContent} ${told}` : told, found.answer);
  }

  function put() {
    if (!carry) return null;
    const was = carry;
    carry = null;
    was.source.classList.remove("is-carried");
    document.documentElement.classList.remove("is-carrying");
    draw.clear();
    return was;
  }

  function leave(text, tone = "") {
    put();
    say(text, tone);
    bar.hidden = !text;
  }

  // --- dropping ---------------------------------------------------------------------------------------------

  async function drop() {
    const mine = carry;
    if (busy) return;
    await mine.asked;
    if (carry !== mine || !mine.answer) return;
    if (!mine.line) return leave(bar.dataset.left);
    const found = verdict();
    if (found.answer === "here") return leave(bar.dataset.left);
    if (found.answer === "refused") {
      const told = `${sentence()} ${bar.dataset.left}`;
      if (mine.mode === "keys") return say(told, "refused");
      return leave(told, "refused");
    }
    const [place, wish] = [`${mine.source.dataset.label}: ${where()}, ${mine.line.dataset.name}.`, wished(mine)];
    if (found.answer === "ok") return send(mine.source, wish);
    return ask(mine.source, wish, place, found.sentence);
  }

  function wished(mine) {
    return {
      start: mine.answer.starts[mine.slot],
      person: mine.line.dataset.person,
      seat: mine.source.dataset.seat || "",
      sequence: mine.source.dataset.sequence,
    };
  }

  function ask(source, wish, place, doubt) {
    if (carry) carry.mode = "asked";
    dialog.querySelector("[data-doubt-place]").textContent = place;
    dialog.querySelector("[data-doubt-sentence]").textContent = doubt;
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue === "move") return send(source, { ...wish, confirmed: "yes" });
      leave(bar.dataset.left);
      source.focus();
    };
    dialog.showModal();
  }

  async function send(source, wish) {
    const to = source.dataset.to;
    busy = true;
    let told = { answer: "refused", sentence: bar.dataset.failed };
    try {
      const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
      const response = await fetch(to, { method: "POST", headers: { Accept: "application/json", ...token }, body: new URLSearchParams(wish) });
      told = await response.json();
    } catch {
      // the sentence of a failure stands already
    }
    busy = false;
    const label = source.dataset.label;
    put();
    if (told.answer === "doubt") return ask(source, wish, label, told.sentence);
    const focused = source.dataset.move || "";
    if (told.answer !== "refused") await renew();
    say(told.sentence, told.answer === "ok" ? "ok" : "refused", told.undo ? { ...told.undo, to, label, move: focused } : null);
    focusOn(focused, wish.person);
  }

  // The page as it is now, or of another day, in the place of the one that was; where it was scrolled to stays.
  async function renew(day = draw.table().dataset.day) {
    const aside = () => document.querySelector(".board__aside");
    const [left, top, main] = [draw.table().closest(".scroll").scrollLeft, aside().scrollTop, document.getElementById("main")];
    const response = await fetch(`${window.location.pathname}?day=${day}`);
    if (!response.ok) return window.location.reload();
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    main.replaceChildren(...page.getElementById("main").childNodes);
    window.htmx.process(main);
    if (!draw.table()) return window.location.reload();
    draw.table().closest(".scroll").scrollLeft = left;
    aside().scrollTop = top;
    return undefined;
  }

  // The board of another day, with what is on the move still in hand: on the same line and at the same hour.
  async function turn(by) {
    const mine = carry;
    if (busy || !mine) return;
    busy = true;
    const [person, day] = [mine.line && mine.line.dataset.person, new Date(`${draw.table().dataset.day}T12:00:00Z`)];
    day.setUTCDate(day.getUTCDate() + by);
    const wanted = day.toISOString().slice(0, 10);
    draw.clear();
    await renew(wanted);
    window.history.replaceState(null, "", `?day=${wanted}`);
    busy = false;
    if (carry !== mine) return;
    mine.answer = null;
    mine.line = draw.lines().find((each) => each.dataset.person === person) || draw.lines()[0];
    mine.slot = Math.min(mine.slot, draw.count() - 1);
    look();
  }

  for (const each of days) each.addEventListener("click", () => turn(Number(each.dataset.movesDay)));

  function focusOn(move, person) {
    const found = [...document.querySelectorAll(`[data-move="${move}"]`)];
    const best = found.find((each) => each.closest(`[data-person="${person}"]`)) || found[0];
    if (!best) return undo.focus();
    if (best.tabIndex < 0) best.setAttribute("tabindex", "-1");
    return best.focus({ preventScroll: true });
  }

  undo.addEventListener("click", () => {
    if (!back || busy) return;
    const { to, label, move, ...wish } = back;
    undo.hidden = true;
    send({ dataset: { to, label, move } , focus() {} }, { ...wish, confirmed: "yes" });
  });

  close.addEventListener("click", () => {
    if (carry) return leave(bar.dataset.left);
    bar.hidden = true;
    back = null;
    return undefined;
  });

  // --- the mouse --------------------------------------------------------------------------------------------

  document.addEventListener("pointerdown", (event) => {
    // What is not scheduled is gripped by its name: its reasons stay words that can be copied.
    const grip = event.target.closest("a[data-move], [data-move] h3");
    const source = grip && grip.closest("[data-move]");
    if (!source || event.button !== 0 || event.pointerType === "touch" || carry || busy) return;
    press = { source, x: event.clientX, y: event.clientY };
  });

  document.addEventListener("pointermove", (event) => {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR) {
      const { source, x } = press;
      press = null;
      pick(source, "drag");
      // An interview is held where it was gripped; one from the list by its beginning.
      if (source.dataset.start && source.closest("tr")) carry.grab = draw.slotAt(carry.line, x) - carry.slot;
      window.getSelection().removeAllRanges();
    }
    if (!carry || carry.mode !== "drag" || busy) return;
    draw.follow(event.clientX, carry);
    carry.line = draw.lineAt(event.clientY) || null;
    if (carry.line) {
      const slot = draw.slotAt(carry.line, event.clientX) - carry.grab;
      if (slot < -carry.grab - 1 || slot >= draw.count()) carry.line = null;
      else carry.slot = Math.max(slot, 0);
    }
    show();
  });

  document.addEventListener("pointerup", () => {
    press = null;
    if (!carry || carry.mode !== "drag") return;
    // The click that ends a drag opens nothing.
    const swallow = (click) => (click.preventDefault(), click.stopPropagation());
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
    carry.mode = "dropped";
    drop();
  });

  document.addEventListener("pointercancel", () => {
    press = null;
    if (carry && carry.mode === "drag") leave(bar.dataset.left);
  });

  document.addEventListener("dragstart", (event) => {
    if (event.target.closest && event.target.closest("[data-move]")) event.preventDefault();
  });

  // --- the keyboard -----------------------------------------------------------------------------------------

  document.addEventListener("singlekey", (event) => {
    const source = event.target.closest("[data-move]");
    if (event.detail !== "m" || !source || carry || busy) return;
    event.preventDefault();
    pick(source, "keys");
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    if (button && !carry && !busy) return pick(button.closest("[data-move]"), "keys");
    // Whoever picked something up with the button may also point to where it goes.
    if (!carry || carry.mode !== "keys" || !event.target.closest("[data-board] tbody") || busy) return undefined;
    event.preventDefault();
    carry.line = event.target.closest("tr");
    carry.slot = Math.max(draw.slotAt(carry.line, event.clientX), 0);
    show();
    return drop();
  });

  const KEYS = {
    ArrowLeft: () => step(0, -1),
    ArrowRight: () => step(0, 1),
    ArrowUp: () => step(-1, 0),
    ArrowDown: () => step(1, 0),
    PageUp: () => turn(-1),
    PageDown: () => turn(1),
    Enter: () => drop(),
    Escape: () => leave(bar.dataset.left),
  };

  function step(down, right) {
    const all = draw.lines();
    const at = all.indexOf(carry.line) + down;
    carry.line = all[Math.min(Math.max(at, 0), all.length - 1)];
    carry.slot = Math.min(Math.max(carry.slot + right, 0), draw.count() - 1);
    show();
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (!carry || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Tab") return void leave(bar.dataset.left);
      if (carry.mode === "drag" && event.key !== "Escape") return;
      event.stopPropagation();
      if (!KEYS[event.key]) return;
      event.preventDefault();
      if (!busy) KEYS[event.key]();
    },
    true,
  );
})();
