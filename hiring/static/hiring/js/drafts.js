// Unsent text of a scorecard on this device. Every page load writes under a key of its own, so that two tabs never
// overwrite each other; whichever tab loads next takes all of them in.
(function () {
  "use strict";

  function open(id) {
    const prefix = `scorecard-draft:${id}:`;
    const own = prefix + (window.crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2));

    // Returns false when the device refuses to keep anything.
    function keep(draft) {
      try {
        localStorage.setItem(own, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    }

    function forget(key, text) {
      try {
        // Another tab may have gone on typing: only what was taken in is removed.
        if (text === undefined || localStorage.getItem(key) === text) localStorage.removeItem(key);
      } catch {
        // nothing kept, nothing to forget
      }
    }

    // [{key, text, draft}] of earlier page loads, oldest first.
    function earlier() {
      const found = [];
      try {
        for (const key of Object.keys(localStorage)) {
          if (!key.startsWith(prefix) || key === own) continue;
          const text = localStorage.getItem(key);
          found.push({ key, text, draft: JSON.parse(text) });
        }
      } catch {
        // an unreadable draft stays where it is
      }
      return found.sort((a, b) => String(a.draft.changed_at).localeCompare(String(b.draft.changed_at)));
    }

    return { keep, forget, forgetOwn: () => forget(own), earlier };
  }

  window.hiringDrafts = { open };
})();
