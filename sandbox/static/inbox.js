// Looks for new mail while the page is visible, and never changes the list under someone's hands.
const list = document.getElementById("mails");
const news = document.getElementById("news");

async function look() {
  if (document.hidden || list.matches(":focus-within")) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("mails");
  if (fresh.dataset.newest === list.dataset.newest) return;
  list.dataset.newest = fresh.dataset.newest;
  list.replaceChildren(...fresh.childNodes);
  news.textContent = "The list was brought up to date.";
}

setInterval(look, 3000);
document.addEventListener("visibilitychange", look);
