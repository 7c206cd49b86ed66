// The quick form: which fields a kind has a use for, where the focus goes, and its keys inside the form.
// Without this file all fields are there, and the form is sent as any other.

import { attachPicker, placesOf } from "./camera-picker.js";
import { keepAndSend } from "./desk.js";

const form = document.querySelector("[data-quick-entry]");
export const composes = (event) => event.isComposing || event.keyCode === 229;

if (form) {
  const field = (name) => form.querySelector(`input[name=${name}]`);
  const kinds = () => [...form.querySelectorAll("input[name=kind]")];
  const keeps = form.hasAttribute("data-keeps");
  const keeper = keeps ? keepAndSend(form, { filled: showFields, renewed }) : { now: () => new Date() };

  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") showFields();
  });
  form.addEventListener("cameras-done", () => field("text").focus());

  form.addEventListener("keydown", (event) => {
    if (composes(event)) {
      if (event.key === "Enter") event.preventDefault(); // It ends a syllable; it saves nothing.
      return;
    }
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (plain && event.target.name === "kind") {
      if (chooseKind(Number(event.key))) event.preventDefault();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit(event.shiftKey ? start() : save());
      event.preventDefault();
    } else if (event.key === "Enter" && event.target.name === "text" && !event.target.value.trim()) {
      event.preventDefault(); // A stray Enter in an empty field saves nothing.
    } else if (event.key === "Escape" && plain && !event.defaultPrevented && event.target.matches("input, select")) {
      event.target.blur(); // So that single keys work.
    }
  });

  const save = () => form.querySelector("button[data-save]");
  const start = () => form.querySelector("button[data-start]:not([hidden])") ?? save();

  function renewed() {
    attachPicker(form.querySelector("[data-camera-picker]"));
    showFields();
  }

  function showFields() {
    const kind = kinds().find((radio) => radio.checked)?.value;
    const more = form.querySelector("[data-more]");
    const starts = form.querySelector("button[data-start]");
    let any = false;
    for (const part of more.querySelectorAll("[data-kinds]")) {
      const useful = part.dataset.kinds.split(" ").includes(kind);
      const error = part.querySelector(".wb-error");
      part.hidden = !useful && !error;
      any ||= useful && kind !== "live";
    }
    more.hidden = kind === "live" && !more.querySelector(".wb-error");
    if (any) more.open = true;
    if (starts) starts.hidden = !starts.dataset.start.split(" ").includes(kind);
  }

  const tick = () => {
    field("occurred_at").placeholder = keeper.now().toLocaleTimeString("en-GB", { timeZone: "Asia/Seoul" });
  };
  tick();
  setInterval(tick, 1000);
  showFields();
  const idle = document.activeElement === document.body && matchMedia("(pointer: fine)").matches;
  if (idle && form.hasAttribute("data-first")) focusForm();
}

export function focusForm() {
  if (!form) return;
  const picker = form.querySelector("[data-camera-picker]");
  const done = placesOf(picker).length > 0;
  (done ? form.querySelector("input[name=text]") : picker.querySelector("input[name=place_query]")).focus();
  form.scrollIntoView({ block: "nearest" });
}

// Choose a kind by its number; returns whether there is one.
export function chooseKind(number) {
  const radio = form?.querySelectorAll("input[name=kind]")[number - 1];
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

export function startViewing() {
  const button = form?.querySelector("button[data-start]:not([hidden])");
  if (!button) return;
  if (placesOf(form.querySelector("[data-camera-picker]")).length) form.requestSubmit(button);
  else focusForm();
}
