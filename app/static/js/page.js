// What every page does: focus an error summary, close the account menu when one leaves it.

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

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
