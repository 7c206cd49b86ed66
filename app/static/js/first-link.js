// Moves the secret of a first link from behind the # of the address into the form, and out of the address.

const field = document.querySelector("[data-from-fragment]");
const secret = location.hash.slice(1);

if (field && secret) {
  field.value = secret;
  history.replaceState(null, "", location.pathname);
  document.querySelector("[name=sign_in_name]")?.focus();
}
