/* Passkeys: a form marked with data-passkey asks this browser for one, and is posted with what came of it.
   Without this file, or where a browser knows no passkeys, the other ways stay; see ui/components/passkeys.py. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  document.documentElement.dataset.passkeys = "known";

  const toBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const described = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

  async function options(address) {
    const answer = await fetch(address, { method: "POST", credentials: "include" });
    /* The login ended, or her proof grew too old: the page, opened anew, says which. */
    if (!answer.ok) return null;
    const { challenge, user, allowCredentials, excludeCredentials, ...rest } = await answer.json();
    return {
      ...rest,
      challenge: toBytes(challenge),
      ...(user && { user: { ...user, id: toBytes(user.id) } }),
      ...(allowCredentials && { allowCredentials: described(allowCredentials) }),
      ...(excludeCredentials && { excludeCredentials: described(excludeCredentials) }),
    };
  }

  function written({ id, rawId, type, response }) {
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const given = parts.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
    return JSON.stringify({ id, rawId: toText(rawId), type, response: Object.fromEntries(given) });
  }

  function setBusy(button, isBusy) {
    button.setAttribute("aria-busy", isBusy);
    button.setAttribute("aria-disabled", isBusy);
  }

  async function ask(form) {
    const publicKey = await options(form.dataset.passkey);
    if (!publicKey) return location.reload();
    const isNew = "user" in publicKey;
    const made = await (isNew ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    form.elements.passkey.value = written(made);
    form.submit();
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.passkey) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const said = form.querySelector("[data-said]");
    if (button.getAttribute("aria-busy") === "true") return;
    setBusy(button, true);
    said.textContent = "";
    try {
      await ask(form);
    } catch (error) {
      said.textContent = error.name === "InvalidStateError" ? said.dataset.there : said.dataset.nothing;
      setBusy(button, false);
    }
  });

  /* Back from the next page: a form that was posted once may be posted again. */
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-passkey] button[type=submit]").forEach((one) => setBusy(one, false));
  });
})();
