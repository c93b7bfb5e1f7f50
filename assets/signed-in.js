/* For whoever is logged in, an educator or one of the staff: tells her before her login ends, and empties the screen
   when it has ended. ui/components/idle.py says the words. Asking keeps no login alive; a press or typing does. What
   she types in a step of an application is kept with her draft at once; see services/applications/typed.py. */
(() => {
  "use strict";
  const SECOND = 1000;
  const WARN = 150 * SECOND;
  const LOOK_WHILE_WARNING = 15 * SECOND;
  const TRY_AGAIN = 5 * SECOND;
  const STAY_AT_MOST_EVERY = 60 * SECOND;
  const SAID_AT = [60, 20];
  const KEEP_AFTER = 1.5 * SECOND;
  const SECOND_PRESS = 10 * SECOND;

  let login = "";
  let ends = Infinity;
  let asked = 0;
  let stayed = 0;
  let next;
  let ticking;
  let unkept;
  let keeping;

  /* Without it nobody is logged in on this page, or another page is just taking its place. */
  const warning = () => document.getElementById("idle-warning");

  function later(wait) {
    clearTimeout(next);
    next = setTimeout(look, Math.max(wait, SECOND));
  }

  const look = () => ask("GET", warning()?.dataset.left);
  const stay = () => ask("POST", warning()?.dataset.stay);

  async function ask(method, address) {
    if (!address) return later(LOOK_WHILE_WARNING);
    clearTimeout(next);
    asked = Date.now();
    if (asked >= ends) document.body.hidden = true;
    try {
      const answer = await fetch(address, { method, credentials: "include", cache: "no-store" });
      heard(await answer.json(), method === "POST");
    } catch {
      later(TRY_AGAIN);
    }
  }

  function heard(left, wasToStay) {
    const box = warning();
    if (!box) return later(LOOK_WHILE_WARNING);
    if (!left.seconds) return leave(box);
    if (login && left.login !== login) return location.reload();
    login = left.login;
    const rest = left.seconds * SECOND;
    ends = Date.now() + rest;
    document.body.hidden = false;
    if (rest > WARN) {
      box.close();
      return later(rest - WARN);
    }
    if (!box.open && !("last" in box.dataset)) box.showModal();
    if (wasToStay) box.dataset.last = ""; // Longer than this no login lasts, whatever is done in it.
    tick();
    later(Math.min(LOOK_WHILE_WARNING, rest));
  }

  /* Logging out makes a new cookie: the server, too, forgets what it held for this tab. */
  function leave(box) {
    const out = box.querySelector("form");
    out.append(Object.assign(document.createElement("input"), { type: "hidden", name: "idle", value: "1" }));
    document.body.hidden = true;
    out.submit();
  }

  function tick() {
    clearTimeout(ticking);
    const box = warning();
    if (!box?.open) return;
    const left = Math.max(0, Math.round((ends - Date.now()) / SECOND));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    for (const place of box.querySelectorAll("[data-time]")) place.textContent = time;
    if (SAID_AT.includes(left)) box.querySelector("[data-said]").textContent = box.dataset.said.replace("{time}", time);
    ticking = setTimeout(tick, SECOND);
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("#idle-stay")) stay();
    if (target.closest?.("#idle-go-on")) warning().close();
  });
  document.addEventListener("cancel", (event) => {
    const box = warning();
    if (event.target !== box || "last" in box.dataset) return;
    event.preventDefault();
    stay();
  }, true);
  document.addEventListener("input", ({ isTrusted, target }) => {
    if (!isTrusted) return;
    keepSoon(target.form);
    if (Date.now() - stayed < STAY_AT_MOST_EVERY) return;
    stayed = Date.now();
    stay();
  });

  /* The last of what she typed leaves with her, when she goes on without saving or puts the phone away. */
  function keepSoon(form) {
    if (!form?.dataset.keep) return;
    if (unkept && unkept !== form) keep();
    unkept = form;
    clearTimeout(keeping);
    keeping = setTimeout(keep, KEEP_AFTER);
  }

  function keep() {
    clearTimeout(keeping);
    if (!unkept) return;
    const body = new URLSearchParams(new FormData(unkept));
    fetch(unkept.dataset.keep, { method: "POST", body, credentials: "include", keepalive: true }).catch(() => {});
    unkept = null;
  }

  /* A tab that was asleep, or behind another one in which she logged out. */
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keep();
    else if (Date.now() - asked > LOOK_WHILE_WARNING) look();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) look();
  });

  /* A second press would post the old cookie once more, just when the answer to the first brings a new one. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form === unkept) unkept = null; // It is being saved.
    if (form.method !== "post") return;
    if (Date.now() - Number(form.dataset.sent ?? 0) < SECOND_PRESS) event.preventDefault();
    else form.dataset.sent = String(Date.now());
  });

  look();
})();
