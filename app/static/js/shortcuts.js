// Keys of the desk. Alt+N always works. Single keys work outside fields, and only while they are switched on: they can
// be switched off, for each account, in the list that "?" or the button shows (WCAG 2.1.4).

import { chooseKind, composes, focusForm, startViewing } from "./quick-entry.js";

const dialog = document.querySelector("[data-shortcuts]");
const search = document.querySelector("[data-search]");
const single = dialog?.dataset.shortcuts === "on";

const actions = {
  KeyN: focusForm,
  KeyS: startViewing,
  KeyX: stopViewing,
};

document.addEventListener("keydown", (event) => {
  if (composes(event) || event.defaultPrevented) return;
  if (event.altKey && !event.ctrlKey && event.code === "KeyN") {
    focusForm();
    event.preventDefault();
    return;
  }
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!plain || event.repeat || !single || writing(event.target) || dialog.open) return;
  if (act(event)) event.preventDefault(); // Else the letter would land in the field that now has the focus.
});

function act(event) {
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (event.key === "/") search.focus();
  else if (event.key === "?") openList();
  else if (digit && !event.shiftKey) return chooseKind(Number(digit[1]));
  else if (actions[event.code] && !event.shiftKey) actions[event.code]();
  else return false;
  return true;
}

// By the place of the key, so that N is N when the keyboard is set to Hangul.
function writing(target) {
  return target.isContentEditable || target.matches?.("textarea, select, input:not([type=radio]):not([type=checkbox])");
}

function stopViewing() {
  const own = [...document.querySelectorAll("[data-stop][data-own]")];
  const all = [...document.querySelectorAll("[data-stop]")];
  const one = own.at(-1) ?? (all.length === 1 ? all[0] : null);
  if (one) one.requestSubmit();
  else all[0]?.querySelector("button").focus();
}

function openList() {
  dialog.showModal(); // The browser keeps the focus inside, and Escape closes it.
}

if (dialog) {
  document.querySelector("[data-open-shortcuts]").addEventListener("click", openList);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // Beside the box.
  });
}
