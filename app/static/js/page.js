// What every page does: focus an error summary, bring the current page of the menu into sight, close the account menu
// when one leaves it.

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

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
