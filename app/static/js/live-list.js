// The live list: asks every ten seconds without keeping the session alive, and never moves what one reads. While
// somebody reads further down, marks text or stands in the list, new entries wait behind a button. On later pages the
// list stays as it is; only the viewings that run are brought up to date.

const EVERY = 10_000;

const clock = () => new Date().toLocaleTimeString("en-GB", { timeZone: "Asia/Seoul" });
const list = () => document.getElementById("live-list");
const running = () => document.getElementById("running");
let waiting = null; // The newest list, while it is held back.
let timer = 0;

async function poll({ now = false } = {}) {
  clearTimeout(timer);
  timer = setTimeout(poll, EVERY);
  if (document.hidden && !now) return;
  let answer;
  let html = "";
  try {
    answer = await fetch(`${list().dataset.source}&seen=${encodeURIComponent(list().dataset.seen)}`, {
      headers: { "X-Watchbook-Poll": "1", "HX-Request": "true" },
      signal: AbortSignal.timeout(EVERY),
    });
    html = await answer.text();
  } catch {
    return lost(true);
  }
  if (!answer.ok) return lost(true);
  lost(false);
  if (answer.status === 204) {
    if (waiting && !isRead() && !list().hasAttribute("data-later")) apply(waiting); // Nobody reads any more.
    return undefined;
  }
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = document.adoptNode(page.getElementById("live-list"));
  bring(running(), document.adoptNode(page.getElementById("running")));
  list().dataset.seen = fresh.dataset.seen;
  if (list().hasAttribute("data-later") || (isRead() && !now)) hold(fresh);
  else apply(fresh);
  return undefined;
}

function lost(gone) {
  const shown = list();
  if (!gone && shown.hasAttribute("data-lost")) document.dispatchEvent(new CustomEvent("connection-back"));
  shown.toggleAttribute("data-lost", gone);
  const at = shown.querySelector("[data-refreshed]");
  if (at && !gone) at.textContent = clock();
}

// Whether somebody reads in the list: it begins above the screen, or text in it is marked, or the focus is there.
function isRead() {
  const marked = document.getSelection();
  const inside = (node) => node && list().querySelector("tbody")?.contains(node);
  return (
    list().getBoundingClientRect().top < 0 ||
    (marked && !marked.isCollapsed && inside(marked.anchorNode)) ||
    inside(document.activeElement)
  );
}

const rowsOf = (part) => [...part.querySelectorAll("tbody > tr")];

function hold(fresh) {
  const known = new Set(rowsOf(list()).map((row) => row.id));
  const count = rowsOf(fresh).filter((row) => !known.has(row.id)).length;
  for (const row of rowsOf(fresh)) {
    const old = document.getElementById(row.id);
    if (old && list().contains(old) && old.innerHTML !== row.innerHTML && !touched(old)) old.replaceWith(row.cloneNode(true));
  }
  waiting = fresh;
  const button = list().querySelector("[data-new]");
  button.hidden = count === 0;
  button.textContent = button.dataset.new.replace("{count}", count);
}

function touched(row) {
  return row.contains(document.activeElement) || row.contains(document.getSelection()?.anchorNode);
}

// Put the fresh list in place of the old one, keeping every row that says the same, so that nothing flickers.
function apply(fresh) {
  const old = new Map(rowsOf(list()).map((row) => [row.id, row]));
  for (const row of rowsOf(fresh)) {
    const same = old.get(row.id);
    if (same && same.outerHTML === row.outerHTML) row.replaceWith(same);
    else if (!same && old.size) row.classList.add("wb-new");
  }
  list().replaceWith(fresh);
  waiting = null;
  watch();
  const at = list().querySelector("[data-refreshed]");
  if (at) at.textContent = clock();
}

function bring(old, fresh) {
  if (old.innerHTML === fresh.innerHTML) return;
  if (old.contains(document.activeElement)) {
    const id = document.activeElement.id;
    old.replaceWith(fresh);
    document.getElementById(id)?.focus();
  } else old.replaceWith(fresh);
  tick();
}

function watch() {
  list()
    .querySelector("[data-new]")
    .addEventListener("click", () => {
      if (list().hasAttribute("data-later")) {
        location.assign(list().dataset.first);
        return;
      }
      if (waiting) apply(waiting);
      list().scrollIntoView({ block: "start" });
    });
}

// How long each viewing has been running.
function tick() {
  for (const part of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - Number(part.dataset.since)) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    if (part.textContent !== text) part.textContent = text;
  }
}

if (list()) {
  watch();
  tick();
  setInterval(tick, 1000);
  timer = setTimeout(poll, EVERY);
  document.addEventListener("entry-stored", () => poll({ now: !isRead() }));
  document.addEventListener("visibilitychange", () => document.hidden || poll());
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-stop]")) return;
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector("button");
    if (button.disabled) return;
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "HX-Request": "true" },
        signal: AbortSignal.timeout(EVERY),
      });
      if (answer.status === 401) location.reload();
    } catch {
      // The next look at the list shows that it still runs.
    }
    button.disabled = false;
    poll({ now: true });
  });
}
