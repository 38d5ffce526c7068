// Marks in an outline ([data-outline] with links to #ids) the section that is being read.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const links = [...document.querySelectorAll("[data-outline] a[href^='#']")];
    const sections = links.map((link) => document.getElementById(link.hash.slice(1)));
    if (links.length === 0) return;

    function mark() {
      const passed = sections.findLastIndex((section) => section && section.getBoundingClientRect().top < window.innerHeight / 3);
      links.forEach((link, place) => {
        if (place === Math.max(passed, 0)) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }

    mark();
    document.addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
    document.addEventListener("focusin", () => requestAnimationFrame(mark));
  });
})();
