// Light, dark or as the device: the same stored value and the same class on <html> as the admin's.
// Loaded in the head without defer, so that no page flashes in the wrong theme.
(function () {
  "use strict";
  const KEY = "adminTheme";
  const root = document.documentElement;
  root.classList.add("js");

  function stored() {
    try {
      const value = JSON.parse(localStorage.getItem(KEY));
      return value === "light" || value === "dark" ? value : "auto";
    } catch {
      return "auto"; // storage is blocked or holds something foreign
    }
  }

  function show(theme) {
    root.classList.toggle("dark", theme === "dark");
    root.classList.toggle("light", theme === "light");
    for (const button of document.querySelectorAll("[data-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
    }
  }

  show(stored());
  document.addEventListener("DOMContentLoaded", () => show(stored()));
  window.addEventListener("storage", (event) => event.key === KEY && show(stored()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme]");
    if (!button) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(button.dataset.theme));
    } catch {
      // the choice then holds for this page only
    }
    show(button.dataset.theme);
  });
})();
