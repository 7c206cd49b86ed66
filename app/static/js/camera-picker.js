// The camera picker: finds cameras while one types (initial consonants too) and keeps a box for each one picked.
// Without this file the same field is read by the server on saving.

const WAIT = 150;

for (const picker of document.querySelectorAll("[data-camera-picker]")) attach(picker);

function attach(picker) {
  const input = picker.querySelector("input[name=place_query]");
  const list = picker.querySelector("[role=listbox]");
  const picked = picker.querySelector("[data-picked]");
  let timer = 0;
  let asked = 0;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function close() {
    list.hidden = true;
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

  function pick(option) {
    const key = option.dataset.key;
    const already = [...picked.querySelectorAll("input")].find((box) => box.value === key);
    if (already) {
      already.checked = true;
    } else {
      const label = document.createElement("label");
      label.className = "wb-place";
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", name: "places", value: key, checked: true });
      const code = document.createElement("b");
      code.textContent = option.dataset.code;
      label.append(box, " ", code, ` ${option.dataset.label}`);
      picked.append(label);
    }
    input.value = "";
    close();
    picker.dispatchEvent(new CustomEvent("camera-picked", { bubbles: true }));
  }

  async function find() {
    const typed = input.value.split(",").pop().trim();
    const number = ++asked;
    if (!typed) return close();
    const answer = await fetch(`${picker.dataset.source}?q=${encodeURIComponent(typed)}`, {
      headers: { "HX-Request": "true" },
    });
    if (!answer.ok || number !== asked) return undefined;
    list.innerHTML = await answer.text();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(options()[0]);
    return undefined;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // The input method is still writing a syllable.
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" && all.length) {
      choose(all[(at + 1) % all.length]);
      event.preventDefault();
    } else if (event.key === "ArrowUp" && all.length) {
      choose(all[(at - 1 + all.length) % all.length]);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.preventDefault();
    } else if (event.key === "Enter" && !event.ctrlKey) {
      if (!list.hidden && chosen()) pick(chosen());
      if (input.value || !list.hidden) clearTimeout(timer);
      event.preventDefault(); // Enter picks; Ctrl+Enter saves.
    } else if (event.key === "Backspace" && !input.value) {
      picked.lastElementChild?.remove();
    }
  });

  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault(); // Keep the focus in the field.
    if (option) pick(option);
  });

  input.addEventListener("blur", () => setTimeout(close, WAIT));
}
