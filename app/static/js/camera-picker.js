// The camera picker: finds cameras while one types (initial consonants too) and keeps a box for each one picked.
// Without this file the same field is read by the server on saving.

const WAIT = 150;
const MOST_RECENT = 8;

export function attachPicker(picker) {
  if (picker.hasAttribute("data-attached")) return;
  picker.setAttribute("data-attached", "");
  const input = picker.querySelector("input[name=place_query]");
  const list = picker.querySelector("[role=listbox]");
  const picked = picker.querySelector("[data-picked]");
  const recent = picker.querySelector("template[data-recent]");
  let timer = 0;
  let asked = 0;
  let found = ""; // What the list shows the answer to.
  let enters = 0; // Enter, pressed before the answer came.

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const typed = () => input.value.split(",").pop().trim();
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function open(html) {
    list.innerHTML = html;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(options()[0]);
  }

  function close() {
    list.hidden = true;
    found = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }

  function showRecent() {
    const known = new Set(placesOf(picker).map((place) => place.key));
    const left = document.createElement("ul");
    left.append(recent.content.cloneNode(true));
    for (const option of left.querySelectorAll("[role=option]")) {
      if (known.has(option.dataset.key)) option.remove();
    }
    if (left.querySelector("[role=option]")) open(left.innerHTML);
  }

  function pick(option) {
    const { key, code, label, zones } = option.dataset;
    addPlaces(picker, zones ? JSON.parse(zones) : [{ key, code, label }]);
    input.value = "";
    close();
    changed();
  }

  function changed() {
    picker.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function goOn() {
    picker.dispatchEvent(new CustomEvent("cameras-done", { bubbles: true }));
  }

  async function find() {
    clearTimeout(timer);
    timer = 0;
    const wanted = typed();
    asked += 1;
    const number = asked;
    if (!wanted) return close();
    let html = "";
    try {
      const address = `${picker.dataset.source}?q=${encodeURIComponent(wanted)}`;
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(5000) });
      if (answer.ok) html = await answer.text();
    } catch {
      // No connection: the server reads what is typed when it is saved.
    }
    if (number !== asked) return undefined;
    const pressed = enters;
    enters = 0;
    if (html) open(html);
    found = wanted;
    if (pressed && chosen()) pick(chosen());
    if (pressed > 1 || (pressed && !html)) goOn();
    return undefined;
  }

  function enter() {
    if (typed() && (timer || found !== typed())) {
      enters += 1; // The list may show the answer to less than what is typed: wait for the right one.
      if (timer || enters === 1) find();
    } else if (!list.hidden && chosen()) {
      pick(chosen());
    } else if (!input.value && !placesOf(picker).length && recent) {
      showRecent();
    } else {
      goOn();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    enters = 0;
    timer = setTimeout(find, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // The input method is still writing a syllable.
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" && list.hidden && !input.value && recent) {
      showRecent();
      event.preventDefault();
    } else if (event.key === "ArrowDown" && all.length) {
      choose(all[(at + 1) % all.length]);
      event.preventDefault();
    } else if (event.key === "ArrowUp" && all.length) {
      choose(all[(at - 1 + all.length) % all.length]);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.preventDefault();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      enter();
      event.preventDefault(); // Enter picks; Ctrl+Enter saves.
    } else if (event.key === "Backspace" && !input.value) {
      picked.lastElementChild?.remove();
      changed();
    }
  });

  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault(); // Keep the focus in the field.
    if (option) pick(option);
  });

  input.addEventListener("blur", () => setTimeout(close, WAIT));
}

// The places whose boxes are checked.
export function placesOf(picker) {
  const boxes = [...picker.querySelectorAll("[data-picked] input:checked")];
  return boxes.map((box) => ({
    key: box.value,
    code: box.parentElement.querySelector("b").textContent,
    label: box.parentElement.lastChild.textContent.trim(),
  }));
}

export function addPlaces(picker, places) {
  const picked = picker.querySelector("[data-picked]");
  for (const { key, code, label } of places) {
    const known = [...picked.querySelectorAll("input")].find((box) => box.value === key);
    if (known) {
      known.checked = true;
      continue;
    }
    const line = document.createElement("label");
    line.className = "wb-place";
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "places", value: key, checked: true });
    const name = document.createElement("b");
    name.textContent = code;
    line.append(box, " ", name, ` ${label}`);
    picked.append(line);
  }
}

// Offer these places first from now on.
export function rememberPlaces(picker, places) {
  const known = picker.querySelector("template[data-recent]")?.content;
  if (!known) return;
  for (const { key, code, label } of [...places].reverse()) {
    [...known.querySelectorAll("[role=option]")].find((option) => option.dataset.key === key)?.remove();
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    Object.assign(option.dataset, { key, code, label });
    const name = document.createElement("b");
    name.textContent = code;
    option.append(name, ` ${label}`);
    known.prepend(option);
  }
  [...known.querySelectorAll("[role=option]")].forEach((option, at) => {
    option.id = `recent-${at + 1}`;
    if (at >= MOST_RECENT) option.remove();
  });
}

export function clearPlaces(picker) {
  picker.querySelector("[data-picked]").replaceChildren();
}

for (const picker of document.querySelectorAll("[data-camera-picker]")) attachPicker(picker);
