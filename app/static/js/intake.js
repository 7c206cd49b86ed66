// The intake form without a mouse: the first field has the focus, and Ctrl+Enter takes the request in from any field.

const form = document.querySelector("[data-intake]");

if (form && !document.querySelector("[data-focus]")) form.querySelector("select, input:not([type=hidden])").focus();

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.ctrlKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
