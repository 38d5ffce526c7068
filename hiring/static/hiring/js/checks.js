// Chooses all or none of a group of boxes.
for (const group of document.querySelectorAll("[data-check-group]")) {
  const boxes = group.querySelectorAll("input[type=checkbox]");
  const set = (checked) => boxes.forEach((box) => { box.checked = checked; });
  group.querySelector("[data-check-all]").addEventListener("click", () => set(true));
  group.querySelector("[data-check-none]").addEventListener("click", () => set(false));
}
