// What is typed at the desk stays: the draft while it is typed, the entry until the server has it. Both belong to the
// account signed in; nobody else sees them, and signing out removes them.

import { addPlaces, clearPlaces, placesOf, rememberPlaces } from "./camera-picker.js";
import { Shelf, newKey } from "./drafts.js";
import { Outbox } from "./outbox.js";
import { showUnsent } from "./unsent.js";

const SAVE_AFTER = 150; // ms
const HOLD = 4000; // How long the form waits for an answer before it is free for the next entry.
const NOT_KEPT = new Set(["csrf_token", "places"]);

export function keepAndSend(form, { filled, renewed }) {
  const shelf = new Shelf(document.body.dataset.account);
  const slot = form.dataset.slot;
  const words = JSON.parse(document.querySelector("[data-unsent]").dataset.words);
  const picker = () => form.querySelector("[data-camera-picker]");
  const said = form.querySelector("[data-said]");
  const offset = Number(form.dataset.now) - Date.now(); // The clock of this computer may be wrong.
  const now = () => new Date(Date.now() + offset);
  let timer = 0;
  let held = null; // The entry whose answer the form waits for.

  const unsent = showUnsent({ shelf, words, edit, again: () => outbox.retryNow() });
  const outbox = new Outbox({
    shelf,
    action: form.action,
    token: () => form.querySelector("input[name=csrf_token]").value,
    told: (state) => unsent.show(state),
    accepted(entry, answer) {
      say(answer.said);
      if (held?.key === entry.key) release(true);
      document.dispatchEvent(new CustomEvent("entry-stored"));
    },
    refused(entry, page) {
      if (held?.key !== entry.key) return;
      shelf.drop(entry); // It is back in the form.
      showAnswer(page, entry);
    },
  });

  function say(text) {
    said.textContent = text;
  }

  function keyField() {
    return form.querySelector("input[name=key]");
  }

  function valuesOf(submitter) {
    return [...new FormData(form, submitter)].filter(([name]) => name !== "csrf_token");
  }

  function keepDraft() {
    clearTimeout(timer);
    if (held) return;
    keyField().value ||= newKey();
    const values = valuesOf(null).filter(([name]) => !NOT_KEPT.has(name));
    shelf.saveDraft(slot, { at: now().getTime(), key: keyField().value, values, places: placesOf(picker()) });
  }

  function fill({ key, values, places }) {
    for (const box of form.querySelectorAll("input[type=checkbox]:not([name=places])")) box.checked = false;
    for (const [name, value] of values) {
      const field = form.elements.namedItem(name);
      if (field instanceof RadioNodeList || field?.type === "radio") {
        for (const one of form.querySelectorAll(`input[name=${name}]`)) {
          if (one.type === "radio") one.checked = one.value === value;
          else one.checked ||= one.value === value;
        }
      } else if (field?.type === "checkbox") field.checked = true;
      else if (field && field.tagName !== "BUTTON") field.value = value;
    }
    clearPlaces(picker());
    addPlaces(picker(), places);
    keyField().value = key;
    filled();
  }

  // Make room for the next entry; kind and purpose stay as they are.
  function empty() {
    const stays = new Set(["kind", "purpose", "csrf_token"]);
    for (const field of form.querySelectorAll("input, select")) {
      if (stays.has(field.name)) continue;
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    clearPlaces(picker());
    form.querySelector(".wb-errors")?.remove();
    for (const error of form.querySelectorAll(".wb-error, [data-reason-hint]")) error.textContent = "";
    filled();
    shelf.dropDraft(slot);
  }

  function release(done) {
    const { places } = held;
    held = null;
    form.removeAttribute("aria-busy");
    if (done) {
      rememberPlaces(picker(), places);
      empty();
      picker().querySelector("input[name=place_query]").focus();
    }
  }

  function showAnswer(page, entry) {
    release(false);
    const fresh = page.querySelector("[data-form-parts]");
    if (!fresh) return say(page.body.textContent.trim());
    form.querySelector("[data-form-parts]").replaceWith(document.adoptNode(fresh));
    keyField().value = entry.key; // Nothing was stored under it.
    renewed();
    keepDraft();
    const wrong = form.querySelector(".is-invalid, .wb-field:has(.wb-error) input");
    const missing = placesOf(picker()).length ? "input[name=text]" : "input[name=place_query]";
    const instead = form.querySelector("[data-instead]"); // A link to where it is to be done.
    (instead ?? wrong ?? form.querySelector(missing)).focus(); // What is wrong is an alert: it is read out without the focus.
    return undefined;
  }

  // Bring an entry that could not be stored back into the form.
  function edit(entry) {
    const draft = shelf.draft(slot);
    if (draft && placesOf(picker()).length + form.querySelector("input[name=text]").value.length > 0) {
      return say(words.form_in_use);
    }
    shelf.drop(entry);
    fill({ ...entry, key: entry.key });
    keepDraft();
    form.querySelector("input[name=text]").focus();
    return undefined;
  }

  form.addEventListener("input", () => {
    keyField().value ||= newKey();
    clearTimeout(timer);
    timer = setTimeout(keepDraft, SAVE_AFTER);
  });
  form.addEventListener("change", keepDraft);
  window.addEventListener("pagehide", () => timer && keepDraft());

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (held) return; // One entry, however often the key is pressed.
    clearTimeout(timer);
    timer = 0;
    const at = now();
    const key = keyField().value || newKey();
    const values = valuesOf(event.submitter).filter(([name]) => name !== "key" && name !== "entered_at");
    values.push(["key", key], ["entered_at", at.toLocaleString("sv-SE", { timeZone: "Asia/Seoul" })]);
    held = { at: at.getTime(), key, values, places: placesOf(picker()), slot };
    form.setAttribute("aria-busy", "true");
    say("");
    const kept = outbox.put(held);
    shelf.dropDraft(slot);
    const mine = held;
    const free = () => held === mine && (release(true), say(kept ? "" : words.not_kept));
    setTimeout(free, HOLD);
    outbox.going?.then(() => outbox.state !== "ok" && free());
  });

  window.addEventListener("storage", (event) => {
    if (!shelf.owns(event.key)) return;
    unsent.show(outbox.state);
    // Another window sent or dropped the draft this one shares.
    if (event.key?.includes(":draft:") && event.newValue === null && keyField().value) keyField().value = newKey();
  });
  window.addEventListener("beforeunload", (event) => {
    if (held && !shelf.entries().length) event.preventDefault();
  });

  const draft = shelf.draft(slot);
  if (draft && form.hasAttribute("data-untouched")) {
    fill(draft);
    say(words.restored.replace("{at}", new Date(draft.at).toLocaleString("sv-SE", { timeZone: "Asia/Seoul" }).slice(5, 16)));
  }
  unsent.show("ok");
  if (outbox.waiting().length) outbox.retryNow();
  return { now };
}
