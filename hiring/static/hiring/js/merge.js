// Three-way merge of a form's fields: what both sides started from, what this tab has, what the server has.
(function () {
  "use strict";

  const value = (fields, name) => String((fields && fields[name]) ?? "");

  /*
   * Returns {merged, taken, conflicts}.
   * merged: name -> value, with conflicts still on this tab's side;
   * taken: names whose value came from the server; conflicts: [{name, mine, theirs}].
   */
  function threeWay(base, mine, theirs) {
    const merged = { ...mine };
    const taken = [];
    const conflicts = [];
    for (const name of Object.keys(mine)) {
      if (!(name in theirs)) continue;
      const [was, here, there] = [value(base, name), value(mine, name), value(theirs, name)];
      if (here === there || there === was) continue;
      if (here === was || here.trim() === "") {
        merged[name] = there;
        taken.push(name);
      } else if (there.trim() !== "") {
        conflicts.push({ name, mine: here, theirs: there });
      }
    }
    return { merged, taken, conflicts };
  }

  // Both texts, one after the other; a text that already holds the other is enough.
  function both(mine, theirs) {
    if (mine.includes(theirs.trim())) return mine;
    if (theirs.includes(mine.trim())) return theirs;
    return `${theirs.trimEnd()}\n\n${mine.trim()}`;
  }

  window.hiringMerge = { threeWay, both };
})();
