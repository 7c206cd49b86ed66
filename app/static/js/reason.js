// Says while one types when a reason does not say why yet; the server alone knows what a reason is.

const WAIT = 600;

const form = document.querySelector("[data-keeps]");

if (form) {
  let timer = 0;
  form.addEventListener("input", (event) => {
    if (event.target.name !== "text") return;
    clearTimeout(timer);
    const text = event.target.value;
    if (text.trim()) timer = setTimeout(() => ask(text), WAIT);
    else show("");
  });

  async function ask(text) {
    const body = new URLSearchParams({ text, csrf_token: form.elements.csrf_token.value });
    try {
      const answer = await fetch(form.dataset.reason, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (form.elements.text.value !== text) return;
      show(answer.status === 200 ? await answer.text() : "");
    } catch {
      // No connection: the server says it when the entry arrives.
    }
  }

  function show(html) {
    const sentence = new DOMParser().parseFromString(html, "text/html").body.textContent;
    form.querySelector("[data-reason-hint]").textContent = sentence.trim();
  }
}
