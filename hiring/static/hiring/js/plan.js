// Moves the line of a session's minute plan while the interview runs, and says how long the current part still takes.
(function () {
  "use strict";
  const EVERY = 10000; // ms

  function draw(box) {
    const parts = [...box.querySelectorAll("rect.seg")];
    const line = box.querySelector(".now") || box.querySelector("svg").appendChild(document.createElementNS("http://www.w3.org/2000/svg", "line"));
    const said = box.querySelector("[data-plan-now]");
    const minutes = Number(box.dataset.minutes);
    const past = (Date.now() - Date.parse(box.dataset.start)) / 60000;
    const running = past >= 0 && past < minutes;
    const at = (100 * past) / minutes;
    line.setAttribute("class", "now");
    line.setAttribute("y1", "0");
    line.setAttribute("y2", "22");
    line.setAttribute("visibility", running ? "visible" : "hidden");
    for (const end of ["x1", "x2"]) line.setAttribute(end, `${Math.min(Math.max(at, 0), 100).toFixed(2)}%`);
    let current = null;
    for (const part of parts) {
      const [start, width] = [parseFloat(part.getAttribute("x")), parseFloat(part.getAttribute("width"))];
      const here = running && start <= at && at < start + width;
      part.classList.toggle("past", past >= minutes || (running && start + width <= at));
      part.classList.toggle("cur", here);
      if (here) current = { name: part.dataset.name, left: Math.ceil(((start + width - at) * minutes) / 100) };
    }
    for (const text of box.querySelectorAll(".plan__l")) text.classList.toggle("cur", current !== null && text.dataset.name === current.name);
    said.hidden = current === null;
    if (!current) return;
    const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: box.dataset.timeZone };
    const clock = document.createElement("b");
    clock.className = "num";
    clock.textContent = new Intl.DateTimeFormat("en-GB", options).format(new Date());
    const words = (current.left === 1 ? box.dataset.one : box.dataset.many).replace("%n", current.left).replace("%p", current.name);
    said.replaceChildren(clock, ` ${words}`);
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-plan]")) {
      draw(box);
      setInterval(() => draw(box), EVERY);
    }
  });
})();
