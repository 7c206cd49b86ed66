// The live list: htmx asks every ten seconds and answers with nothing when nothing is new (204).
// This shows when it last looked, and holds still while somebody marks text in the list.

const clock = () => new Date().toLocaleTimeString("en-GB", { timeZone: "Asia/Seoul" });
const list = () => document.getElementById("live-list");

document.addEventListener("htmx:after:request", () => {
  const shown = list()?.querySelector("[data-refreshed]");
  if (shown) shown.textContent = clock();
});

document.addEventListener("htmx:before:request", (event) => {
  const marked = document.getSelection();
  if (event.target === list() && marked && !marked.isCollapsed && list().contains(marked.anchorNode)) {
    event.preventDefault();
  }
});
