// The list of entries the server has not stored yet, and the sentence that says why and what will happen.

export function showUnsent({ shelf, words, edit, again }) {
  const part = document.querySelector("[data-unsent]");
  const sentence = part.querySelector("[data-unsent-sentence]");
  const list = part.querySelector("ul");
  const line = part.querySelector("template").content.firstElementChild;

  function lineOf(entry) {
    const shown = line.cloneNode(true);
    const values = new Map(entry.values);
    const at = new Date(entry.at).toLocaleTimeString("en-GB", { timeZone: "Asia/Seoul" });
    const [first, ...more] = entry.places;
    const where = first ? first.label : (values.get("place_query") ?? "");
    shown.querySelector("[data-at]").textContent = values.get("occurred_at") || at;
    shown.querySelector("[data-code]").textContent = first?.code ?? "";
    shown.querySelector("[data-where]").textContent = more.length ? `${where} +${more.length}` : where;
    shown.querySelector("[data-text]").textContent = values.get("text") ?? "";
    const refused = entry.state === "refused";
    shown.querySelector("[data-problem-text]").textContent = refused ? entry.problem : "";
    for (const button of shown.querySelectorAll("button")) button.hidden = !refused;
    shown.querySelector("[data-edit]").addEventListener("click", () => {
      edit(entry);
      show(state);
    });
    shown.querySelector("[data-discard]").addEventListener("click", () => {
      if (!window.confirm(words.discard)) return;
      shelf.drop(entry);
      show(state);
    });
    return shown;
  }

  let state = "ok";
  let since = 0; // A quick answer shows nothing: a flash would only worry.
  let timer = 0;

  function show(standing) {
    state = standing;
    clearTimeout(timer);
    const entries = shelf.entries();
    const waiting = entries.filter((entry) => entry.state === "waiting").length;
    const refused = entries.length - waiting;
    if (!waiting) since = 0;
    else since ||= Date.now();
    const quiet = state === "ok" && !refused && Date.now() - since < 1500;
    if (quiet && waiting) timer = setTimeout(() => show(state), 1600);
    part.hidden = !entries.length || quiet;
    if (part.hidden) return;
    part.dataset.state = refused && !waiting ? "refused" : state;
    const text = waiting ? words[state] : words.refused;
    const sentenceText = text.replace("{count}", waiting || refused);
    if (sentence.textContent !== sentenceText) sentence.textContent = sentenceText; // Said once, not with every try.
    part.querySelector("[data-sign-in]").hidden = state !== "signed-out";
    part.querySelector("[data-reload]").hidden = state !== "stale";
    part.querySelector("[data-again]").hidden = !waiting || !["offline", "fault"].includes(state);
    list.replaceChildren(...entries.map(lineOf));
  }

  part.querySelector("[data-again]").addEventListener("click", again);
  return { show };
}
