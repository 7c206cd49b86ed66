// The way of an entry to the server. It is kept in the browser first and leaves it only when the server has answered,
// so that neither a lost connection nor a restart loses it; its key makes the server store it once, however often it
// comes. Entries go one after the other, the oldest first.

const SHORTEST = 1000; // ms
const LONGEST = 30_000;
const PATIENCE = 10_000;

export class Outbox {
  // `told` is called after every change with how things stand: "ok", "offline", "fault", "signed-out" or "stale".
  constructor({ shelf, action, token, told, accepted, refused }) {
    Object.assign(this, { shelf, action, token, told, accepted, refused });
    this.state = "ok";
    this.wait = SHORTEST;
    this.timer = 0;
    this.going = null;
    window.addEventListener("online", () => this.retryNow());
    document.addEventListener("connection-back", () => this.retryNow()); // The live list heard from the server again.
    window.addEventListener("offline", () => this.#stand("offline"));
  }

  // Keep an entry and try to send it.
  put(entry) {
    const kept = this.shelf.put({ ...entry, state: "waiting" });
    this.#stand(this.state);
    this.retryNow();
    return kept;
  }

  waiting() {
    return this.shelf.entries().filter((entry) => entry.state === "waiting");
  }

  retryNow() {
    clearTimeout(this.timer);
    this.wait = SHORTEST;
    return this.#go();
  }

  #go() {
    this.going ??= this.#sendAll().finally(() => {
      this.going = null;
      if (this.waiting().length && this.state === "ok") this.#go(); // One more came meanwhile.
    });
    return this.going;
  }

  async #sendAll() {
    for (let entry = this.waiting()[0]; entry; entry = this.waiting()[0]) {
      const state = await this.#send(entry);
      this.#stand(state);
      if (state === "offline" || state === "fault") {
        this.timer = setTimeout(() => this.#go(), this.wait * (0.75 + Math.random() / 2));
        this.wait = Math.min(this.wait * 2, LONGEST);
      }
      if (state !== "ok") return;
      this.wait = SHORTEST;
    }
  }

  async #send(entry) {
    const body = new URLSearchParams(entry.values);
    body.set("csrf_token", this.token());
    let answer;
    let said;
    try {
      answer = await fetch(this.action, {
        method: "POST",
        body,
        headers: { "HX-Request": "true" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      said = await answer.text();
    } catch {
      return "offline";
    }
    if (answer.status === 201) {
      this.shelf.drop(entry);
      this.accepted(entry, JSON.parse(said));
    } else if (answer.status === 401) {
      return "signed-out";
    } else if (answer.status === 400) {
      return "stale"; // The page is older than the sign-in.
    } else if (answer.status >= 500 || answer.status === 429) {
      return "fault";
    } else {
      this.#refuse(entry, said);
    }
    return "ok";
  }

  #refuse(entry, html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const said = [...page.querySelectorAll(".wb-errors li, [data-problem]")].map((line) => line.textContent.trim());
    this.shelf.change(entry, { state: "refused", problem: said.join(" ") || page.body.textContent.trim() });
    this.refused(entry, page);
  }

  #stand(state) {
    this.state = state;
    this.told(state);
  }
}
