// Saves a scorecard while it is typed. The text is on this device before it is on its way; only the server's answer
// turns the state green. Needs merge.js and drafts.js before it, and one <form data-autosave-url data-scorecard-id
// data-revision data-time-zone data-locked>.
(function () {
  "use strict";
  const FIELD = /^(rating|reason|note|session_notes)-/;
  const WAIT = 400; // ms after the last key; also how long "Saving" stays unsaid
  const PATIENCE = 15000; // ms until a request counts as lost
  const RETRIES = [2000, 4000, 8000, 15000, 30000]; // ms

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-autosave-url]");
    if (form) start(form);
  });

  function start(form) {
    const drafts = window.hiringDrafts.open(form.dataset.scorecardId);
    const state = document.querySelector("[data-save-state]");
    const dialog = document.getElementById("merge-dialog");
    let base = read();
    let revision = Number(form.dataset.revision || 0);
    let typingTimer = 0;
    let retryTimer = 0;
    let attempts = 0;
    let busy = false;
    let again = false;
    let locked = form.dataset.locked === "true";
    let kept = true; // whether this device holds the unsent text
    let lastConflicts = [];
    let sticky = false; // "both kept" stays in view until the next key
    const absorbed = []; // drafts of earlier page loads, forgotten once the server has them
    let settled = () => {}; // says again how things stood before the last key

    if (state) {
      const asLoaded = [...state.childNodes];
      settled = () => state.replaceChildren(...asLoaded);
    }

    // ---- the form's fields ----

    function inputs() {
      return [...form.elements].filter((element) => FIELD.test(element.name));
    }

    function read() {
      const fields = {};
      for (const element of inputs()) {
        if (element.type !== "radio") fields[element.name] = element.value;
        else if (element.checked) fields[element.name] = element.value;
        else if (!(element.name in fields)) fields[element.name] = "";
      }
      return fields;
    }

    function write(fields) {
      for (const element of inputs()) {
        if (!(element.name in fields)) continue;
        if (element.type === "radio") element.checked = element.value === fields[element.name];
        else if (element.value !== fields[element.name]) element.value = fields[element.name];
      }
      document.dispatchEvent(new CustomEvent("hiring:fields-changed"));
    }

    function changes() {
      const now = read();
      return Object.keys(now).filter((name) => now[name] !== (base[name] ?? "")).length;
    }

    function labelOf(name) {
      const element = form.querySelector(`[name="${CSS.escape(name)}"]`);
      const section = element.closest("[data-key-item]");
      const heading = section && section.querySelector("h2, h3");
      const label = element.type === "radio" ? element.closest("fieldset").querySelector("legend") : element.labels[0];
      const own = label ? label.firstChild.textContent.trim() : name;
      return heading ? `${heading.textContent.trim()}: ${own}` : own;
    }

    function valueInWords(name, value) {
      if (!/^(rating|reason)-/.test(name)) return value;
      const element = form.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"], [name="${CSS.escape(name)}"] option[value="${CSS.escape(value)}"]`);
      if (!element) return value;
      if (element.tagName === "OPTION") return element.textContent.trim();
      const named = element.closest("label").querySelector(".lvl__name");
      return (named || element.closest("label")).textContent.trim();
    }

    // ---- what the page says ----

    function clock(iso) {
      const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
      if (form.dataset.timeZone) options.timeZone = form.dataset.timeZone;
      return new Intl.DateTimeFormat("en-GB", options).format(iso ? new Date(iso) : new Date());
    }

    function say(name, detail) {
      const template = document.querySelector(`[data-save-template="${name}"]`);
      if (!state || !template) return;
      const words = template.content.cloneNode(true);
      for (const span of words.querySelectorAll("span")) {
        if (span.children.length === 0) span.textContent = span.textContent.replace("%s", detail ?? "");
      }
      const compare = words.querySelector("[data-compare]");
      if (compare) {
        compare.hidden = lastConflicts.length === 0;
        compare.addEventListener("click", () => compareAgain());
      }
      if (state.textContent.trim() !== words.textContent.trim()) state.replaceChildren(words);
    }

    function showMissing(missing) {
      const list = document.querySelector("[data-missing]");
      if (list && Array.isArray(missing)) {
        list.replaceChildren();
        if (missing.length > 0) {
          const count = link(missing[0].id, (missing.length === 1 ? list.dataset.one : list.dataset.many).replace("%n", missing.length));
          count.className = "n";
          list.append(count, ...missing.flatMap((item) => [" ", link(item.id, item.label)]));
        }
      }
      showCompetencies(missing || []);
    }

    // Words to reconsider in the evidence; they never block.
    function showWarnings(warnings) {
      for (const slot of document.querySelectorAll("[data-warnings]")) {
        const sentences = (warnings || {})[slot.dataset.warnings];
        if (!sentences) continue;
        const shown = [...slot.children].map((line) => line.textContent);
        if (shown.join("\n") === sentences.join("\n")) continue;
        slot.replaceChildren(...sentences.map((sentence) => {
          const line = document.createElement("p");
          line.className = "hint";
          line.textContent = sentence;
          return line;
        }));
      }
    }

    function link(id, text) {
      const element = document.createElement("a");
      element.href = `#${id}`;
      element.textContent = text;
      return element;
    }

    // The marks beside each competency, in its head and in the outline.
    function showCompetencies(missing) {
      for (const section of document.querySelectorAll("[data-competency]")) {
        const open = missing.filter((item) => section.querySelector(`#${CSS.escape(item.id)}`)).length;
        const begun = [...section.querySelectorAll("textarea, input[type=radio]:checked")].some((field) => field.value !== "");
        const name = open === 0 ? "complete" : begun ? "begun" : "empty";
        const template = document.querySelector(`[data-competency-template="${name}"]`);
        if (!template) continue;
        for (const slot of document.querySelectorAll(`[data-competency-state="${CSS.escape(section.dataset.competency)}"]`)) {
          const words = template.content.cloneNode(true);
          for (const span of words.querySelectorAll("span")) {
            if (span.children.length === 0) span.textContent = span.textContent.replace("%n", open);
          }
          slot.replaceChildren(words);
        }
      }
    }

    // ---- saving ----

    function keep() {
      kept = drafts.keep({ base, base_revision: revision, fields: read(), changed_at: new Date().toISOString() });
    }

    function token() {
      const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
      // The cookie is newer than the form after signing in again in another tab.
      if (cookie) return decodeURIComponent(cookie[1]);
      const field = form.querySelector("[name=csrfmiddlewaretoken]");
      return field ? field.value : "";
    }

    async function save({ leaving = false } = {}) {
      clearTimeout(typingTimer);
      clearTimeout(retryTimer);
      if (locked) return "locked";
      if (busy) {
        again = true;
        return "busy";
      }
      if (changes() === 0) {
        drafts.forgetOwn();
        settled();
        return "saved";
      }
      busy = true;
      const sent = read();
      const saying = setTimeout(() => say("saving"), WAIT);
      const stop = new AbortController();
      const lost = setTimeout(() => stop.abort(), PATIENCE);
      let outcome;
      try {
        const answer = await fetch(form.dataset.autosaveUrl, {
          method: "POST",
          credentials: "same-origin",
          redirect: "manual",
          keepalive: leaving,
          signal: stop.signal,
          headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest" },
          body: JSON.stringify({ base_revision: revision, fields: sent }),
        });
        outcome = await understand(answer, sent);
      } catch {
        outcome = "offline";
      }
      clearTimeout(saying);
      clearTimeout(lost);
      busy = false;
      after(outcome);
      return outcome;
    }

    async function understand(answer, sent) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "signin";
      if (answer.status === 423) return "locked";
      if (answer.status >= 500 || answer.status === 429) return "offline";
      const body = await answer.json();
      if (answer.status === 409) {
        await reconcile(body);
        return "merged";
      }
      if (!answer.ok) return `refused:${body.detail || answer.status}`;
      base = sent;
      setRevision(body.revision);
      for (const { key, text } of absorbed.splice(0)) drafts.forget(key, text);
      showMissing(body.missing);
      showWarnings(body.warnings);
      settled = () => say("saved", clock(body.saved_at));
      if (sticky) say("merged");
      else settled();
      return "saved";
    }

    function setRevision(number) {
      revision = number;
      form.dataset.revision = String(number);
      const field = form.querySelector("[name=base_revision]");
      if (field) field.value = String(number);
    }

    function after(outcome) {
      if (outcome === "saved") {
        attempts = 0;
        if (changes() === 0) drafts.forgetOwn();
        else if (again) save();
      } else if (outcome === "merged") {
        attempts = 0;
        keep();
        save();
      } else if (outcome === "locked") {
        lock();
      } else if (outcome.startsWith("refused:")) {
        keep();
        say("refused", outcome.slice(8));
      } else {
        keep();
        say(outcome, String(changes()));
        retryTimer = setTimeout(save, RETRIES[Math.min(attempts, RETRIES.length - 1)]);
        attempts += 1;
      }
      again = false;
    }

    function lock() {
      locked = true;
      for (const element of inputs()) {
        if (element.tagName === "TEXTAREA") element.readOnly = true;
        else element.disabled = true;
      }
      say("locked");
    }

    // ---- the same field changed in two places ----

    async function reconcile(server) {
      const { merged, conflicts } = window.hiringMerge.threeWay(base, read(), server.fields);
      base = { ...base, ...server.fields };
      setRevision(server.revision);
      write(merged);
      lastConflicts = conflicts;
      if (conflicts.length > 0) await ask(conflicts, `${clock(server.saved_at)}${server.device ? `, ${server.device}` : ""}`);
      sticky = true;
      say("merged");
    }

    function settle(conflicts, choice) {
      const fields = {};
      for (const { name, mine, theirs } of conflicts) {
        const choosable = /^(rating|reason)-/.test(name);
        if (choice === "theirs") fields[name] = theirs;
        else if (choice === "mine" || choosable) fields[name] = mine;
        else fields[name] = window.hiringMerge.both(mine, theirs);
      }
      write(fields);
    }

    // Leaving the dialog without a choice keeps both: nothing typed is lost.
    function ask(conflicts, theirTime) {
      if (!dialog) {
        settle(conflicts, "both");
        return Promise.resolve();
      }
      const rows = dialog.querySelector("[data-merge-rows]");
      const template = dialog.querySelector("[data-merge-row]");
      rows.replaceChildren(...conflicts.map(({ name, mine, theirs }) => {
        const row = template.content.cloneNode(true);
        const fill = (slot, text) => (row.querySelector(`[data-slot="${slot}"]`).textContent = text);
        fill("label", labelOf(name));
        fill("mine", valueInWords(name, mine));
        fill("theirs", valueInWords(name, theirs));
        fill("my-time", clock());
        fill("their-time", theirTime);
        return row;
      }));
      dialog.returnValue = "";
      return new Promise((resolve) => {
        dialog.addEventListener("close", () => {
          settle(conflicts, dialog.returnValue || "both");
          resolve();
        }, { once: true });
        dialog.showModal();
      });
    }

    async function compareAgain() {
      await ask(lastConflicts, "");
      keep();
      save();
    }

    // ---- what happens on the page ----

    form.addEventListener("input", (event) => {
      if (locked || !FIELD.test(event.target.name || "")) return;
      sticky = false;
      keep();
      say("typing");
      clearTimeout(typingTimer);
      typingTimer = setTimeout(save, WAIT);
    });

    // What was typed goes to the server before the form does; without a connection the form stays here.
    let letGo = false;
    form.addEventListener("submit", async (event) => {
      if (letGo || locked || (!busy && changes() === 0)) return;
      event.preventDefault();
      const submitter = event.submitter;
      while (busy) await new Promise((resolve) => setTimeout(resolve, 50));
      const outcome = await save();
      if (outcome !== "saved" && !outcome.startsWith("refused:")) return;
      letGo = true;
      form.requestSubmit(submitter);
    });

    window.addEventListener("online", () => save());
    window.addEventListener("focus", () => attempts > 0 && save());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save({ leaving: true }));
    window.addEventListener("beforeunload", (event) => {
      if (!locked && !letGo && !kept && changes() > 0) event.preventDefault();
    });

    // ---- what an earlier page load left on this device ----

    async function takeIn() {
      for (const found of drafts.earlier()) {
        const result = window.hiringMerge.threeWay(found.draft.base, found.draft.fields, read());
        write(result.merged);
        if (result.conflicts.length > 0) {
          lastConflicts = result.conflicts;
          await ask(result.conflicts, "");
          sticky = true;
        }
        absorbed.push(found);
      }
      if (changes() > 0) {
        keep();
        save();
      } else {
        for (const { key, text } of absorbed.splice(0)) drafts.forget(key, text);
      }
    }

    if (!locked) takeIn();
  }
})();
