/* The keys of the queue; ui/desk/queue_keys.py says them. Without this file everything works by Tab and Enter. */
(() => {
  "use strict";
  const OFF = "cecs-desk-keys-off";
  const FIELDS = "input, select, textarea, [contenteditable]";

  const links = () => [...document.querySelectorAll("[data-queue] [data-row]")];
  const isAtQueue = () => document.getElementById("desk-keys") !== null;
  const isOff = () => localStorage.getItem(OFF) === "yes";

  /* From the row that has the focus; from outside the table, to its first or last row. */
  function step(by) {
    const rows = links();
    const here = rows.findIndex((row) => row.closest("tr").contains(document.activeElement));
    const there = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
    rows[there]?.focus();
  }

  const acts = {
    j: () => step(1),
    k: () => step(-1),
    n: () => document.getElementById("take-next")?.click(),
    "/": () => document.getElementById("find")?.focus(),
    "?": () => document.getElementById("desk-keys").togglePopover(),
  };
  /* The arrows scroll the page as ever, except from a row. */
  const arrows = { ArrowDown: acts.j, ArrowUp: acts.k };

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isAtQueue()) return;
    if (!(target instanceof Element) || target.closest(FIELDS)) return;
    const act = target.closest("[data-row]") ? (arrows[event.key] ?? acts[event.key]) : acts[event.key];
    if (!act || (event.repeat && event.key === "n")) return;
    if (isOff() && event.key in acts) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("change", ({ target }) => {
    if (target.id === "desk-keys-on") localStorage.setItem(OFF, target.checked ? "no" : "yes");
  });

  /* The box shows what is remembered; "toggle" does not bubble, so it is caught on its way down. */
  document.addEventListener("toggle", ({ target }) => {
    const box = target.id === "desk-keys" ? document.getElementById("desk-keys-on") : null;
    if (box) box.checked = !isOff();
  }, true);
})();
