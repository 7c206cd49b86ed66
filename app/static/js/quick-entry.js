// The quick form by keyboard: Alt+N goes to it, Ctrl+Enter saves, digits pick the kind, "/" goes to the search.
// It also shows only the further fields that a kind has a use for. Without this file all of them are there.

const form = document.querySelector("[data-quick-entry]");
const search = document.querySelector("[data-search]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (form && event.altKey && event.code === "KeyN") {
    form.querySelector("input[name=place_query]").focus();
    form.scrollIntoView({ block: "nearest" });
    event.preventDefault();
  } else if (search && event.key === "/" && !writing(event.target)) {
    search.focus();
    event.preventDefault();
  }
});

function writing(target) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
}

if (form) {
  const kinds = [...form.querySelectorAll("input[name=kind]")];
  const more = form.querySelector("[data-more]");
  const save = form.querySelector("button[type=submit]");
  const at = form.querySelector("input[name=occurred_at]");
  const text = form.querySelector("input[name=text]");

  const showFields = () => {
    const kind = kinds.find((radio) => radio.checked)?.value;
    let any = false;
    for (const part of more.querySelectorAll("[data-kinds]")) {
      const useful = part.dataset.kinds.split(" ").includes(kind);
      const error = part.querySelector(".wb-error");
      part.hidden = !useful && !error;
      any ||= useful && kind !== "live";
    }
    more.hidden = kind === "live" && !more.querySelector(".wb-error");
    if (any) more.open = true;
  };

  for (const radio of kinds) radio.addEventListener("change", showFields);
  form.querySelector("[data-kinds-segment]").addEventListener("keydown", (event) => {
    const radio = kinds[Number(event.key) - 1];
    if (event.ctrlKey || event.altKey || event.metaKey || !radio) return;
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    event.preventDefault();
  });

  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) {
      form.requestSubmit(save);
      event.preventDefault();
    } else if (event.target === text && !text.value.trim()) {
      event.preventDefault(); // A stray Enter in an empty field saves nothing.
    }
  });

  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault(); // One entry, however often the key is pressed.
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });

  const tick = () => {
    at.placeholder = new Date().toLocaleTimeString("en-GB", { timeZone: "Asia/Seoul" });
  };
  tick();
  setInterval(tick, 1000);
  showFields();
}
