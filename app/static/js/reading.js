// What was read of a policy: how much is confirmed is said at once, and Alt+N leads to the next value to look at.
// Without this the links lead on from one to the next, and the page says the numbers when it is sent.

const text = document.getElementById("progress-text");
const bar = document.getElementById("progress-bar");
const boxes = [...document.querySelectorAll("input[name=confirmed]")];
const doubts = [...document.querySelectorAll("[data-doubt]")];
const before = bar.value - boxes.filter((box) => box.defaultChecked).length; // Corrected, or without a box.

const boxOf = (row) => row.querySelector("input[name=confirmed]");
const open = () => doubts.filter((row) => !boxOf(row)?.checked);

function say() {
  const confirmed = before + boxes.filter((box) => box.checked).length;
  const values = { total: bar.max, confirmed, doubtful: open().length };
  bar.value = confirmed;
  text.textContent = text.dataset.text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// From where the focus is; after the last one again from the first.
function goOn() {
  const waiting = open();
  const here = document.activeElement;
  const after = waiting.find(
    (row) => !row.contains(here) && here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const row = after ?? waiting.find((one) => !one.contains(here));
  if (!row) return;
  for (let it = row.closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
  row.querySelector("input, textarea, select").focus();
  row.scrollIntoView({ block: "center" });
}

document.addEventListener("change", (event) => {
  if (event.target.name === "confirmed") say();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-next], .wb-reading-yes a");
  if (!link) return;
  event.preventDefault();
  goOn();
});
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyN") return;
  event.preventDefault();
  goOn();
});
