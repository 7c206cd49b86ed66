// Owns asking the browser for a passkey: the form is shown only where there are passkeys, and sent with the answer.

const usable = Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function asked(form) {
  const answer = await fetch(form.dataset.passkeyAsks, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrf_token.value },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function credential(form) {
  const options = await asked(form);
  if (form.dataset.passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function send(event) {
  const form = event.currentTarget;
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  const button = form.querySelector("button[type=submit]");
  failed.hidden = true;
  button.disabled = true;
  try {
    form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
    form.submit();
  } catch {
    failed.hidden = false;
    button.disabled = false;
  }
}

async function instead(event) {
  const form = event.currentTarget.form;
  const failed = form.querySelector("[data-passkey-failed]");
  form.dataset.passkeyAsks = form.dataset.passkeyAlso;
  failed.hidden = true;
  try {
    form.elements.proof_passkey.value = JSON.stringify((await credential(form)).toJSON());
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

for (const button of usable ? document.querySelectorAll("[data-passkey-instead]") : []) {
  button.hidden = false;
  button.addEventListener("click", instead);
}

for (const form of usable ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", send);
}
