// What every page does: focus an error summary, bring the current page of the menu into sight, close the account menu
// when one leaves it, and on signing out remove what the account typed and did not send.

import { Shelf } from "./drafts.js";
import { fieldKeptFor, forgetField, unsentChecks } from "./field-store.js";

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

if (document.body.dataset.account) fieldKeptFor(document.body.dataset.account);

const here = document.querySelector(".wb-nav [aria-current]");
if (here) here.closest(".wb-nav").scrollLeft = here.offsetLeft - 16;

for (const menu of document.querySelectorAll("details.wb-menu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

const leaving = document.querySelector("[data-sign-out]");
if (leaving) {
  const shelf = new Shelf(document.body.dataset.account);
  leaving.addEventListener("submit", async (event) => {
    event.preventDefault();
    const account = document.body.dataset.account;
    const unsent = shelf.entries().length + unsentChecks(account);
    if (unsent && !window.confirm(leaving.dataset.signOut)) return;
    shelf.clear();
    await forgetField(account);
    leaving.submit();
  });
}
