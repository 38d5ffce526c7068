// The candidate's clock: the device's zone is offered at once, and a change of the list shows the times anew.
// Without this script, the list and its button do the same.
(function () {
  "use strict";
  const button = document.querySelector("[data-zone-button]");
  if (!button) return;
  const list = button.form.elements.zone;
  button.hidden = true;

  function show() {
    button.hidden = false; // a hidden button is no submitter everywhere
    button.form.requestSubmit(button);
  }

  list.addEventListener("change", show);
  if (button.hasAttribute("data-zone-known")) return;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...list.options].some((option) => option.value === here);
  if (here && known && here !== list.value) {
    list.value = here;
    show();
  }
})();
