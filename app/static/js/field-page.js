// The page on which signs are checked on site. Everything noted is kept on the phone first and leaves it only when the
// server has it; without a network the service worker brings the page back.

import { keptOffline } from "./field-offline.js";
import { drawn, smaller } from "./field-photo.js";
import { scan } from "./field-scan.js";
import { FieldStore } from "./field-store.js";
import { signInCode, signNumber, spoken } from "./sign-number.js";

const page = document.querySelector("[data-field]");
const facts = JSON.parse(page.dataset.facts);
const { words } = facts;
const part = (name) => page.querySelector(`[data-${name}]`);
const form = part("check-form");
const store = new FieldStore(document.body.dataset.account, facts.round);
const skew = Math.abs(facts.now - Date.now()) > 60_000 && navigator.onLine ? facts.now - Date.now() : 0;
const AT_ONCE = 5; // A request holds as many checks with their photos.
let checking = null;
let stop = null;
let going = null;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_gap, name) => values[name]);
const say = (text) => (part("told").textContent = text);
const signOf = (number) => facts.signs.find((sign) => sign.number === number);

async function show() {
  const checks = await store.all();
  const counts = { stored: checks.length, sent: checks.filter((one) => one.state === "sent").length };
  part("state").textContent = fill(words.state, counts);
  const newest = new Map(checks.map((one) => [one.number, one]));
  const isDone = (sign) => Boolean(sign.seen || newest.has(sign.number));
  const signs = [...facts.signs].sort((a, b) => isDone(a) - isDone(b)); // What is left comes first, in its order.
  part("left").textContent = fill(words.leftOf, { left: signs.filter((sign) => !isDone(sign)).length, all: signs.length });
  part("list").replaceChildren(
    ...signs.map((sign) => {
      const check = newest.get(sign.number);
      const line = document.createElement("li");
      const button = document.createElement("button");
      const name = document.createElement("span");
      const place = document.createElement("small");
      const state = document.createElement("span");
      button.type = "button";
      name.textContent = `${spoken(sign.number)} ${sign.name}`;
      place.textContent = sign.place;
      name.append(place);
      const waits = check && check.state !== "sent";
      state.textContent = waits ? words.waiting : check || sign.seen ? words.done : words.left;
      state.className = `wb-tag wb-tag-${waits ? "warn" : check || sign.seen ? "ok" : "neutral"}`;
      button.append(name, state);
      button.addEventListener("click", () => begin({ number: sign.number, revision: null }));
      line.append(button);
      return line;
    }),
  );
  const refused = checks.filter((one) => one.state === "refused");
  part("refused").hidden = !refused.length;
  part("refused-list").replaceChildren(...refused.map(refusedLine));
  return checks;
}

function refusedLine(check) {
  const line = document.createElement("li");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-sm btn-outline-secondary";
  drop.textContent = words.drop;
  drop.addEventListener("click", async () => {
    if (!window.confirm(words.discard)) return;
    await store.drop(check.id);
    await show();
  });
  line.append(`${spoken(check.number)}: ${check.problem} `, drop);
  return line;
}

function notFound(text) {
  part("find-problem").textContent = text;
  page.querySelector("#field-number").toggleAttribute("aria-invalid", Boolean(text));
}

function find(read) {
  notFound("");
  part("elsewhere").hidden = true;
  if (signOf(read.number)) return begin(read);
  checking = { ...read, elsewhere: true };
  notFound(fill(words.elsewhere, { number: spoken(read.number) }));
  part("elsewhere").hidden = false;
  page.querySelector("#field-number").value = spoken(read.number);
  return part("elsewhere").focus();
}

function begin(read) {
  const sign = signOf(read.number);
  checking = read;
  form.reset();
  part("preview").hidden = true;
  part("check-problem").textContent = "";
  part("check-name").textContent = `${spoken(read.number)} ${sign?.name ?? ""}`;
  const old = read.revision && sign?.revision !== read.revision;
  part("check-note").textContent = old ? fill(words.oldRevision, { revision: sign?.revision ?? "—" }) : "";
  part("check-address").textContent = sign?.address ?? "";
  part("check-map").hidden = !sign?.map;
  part("check-map").href = sign?.map ?? "";
  form.elements.place.value = sign?.place ?? "";
  part("acts").hidden = Boolean(read.elsewhere);
  part("check").hidden = false;
  fit();
  part("check-name").focus();
  part("check").scrollIntoView({ block: "start" });
}

function fit() {
  const act = checking.elsewhere ? "elsewhere" : form.elements.act.value;
  const wanted = {
    looked: ["seen", "mounted", "damaged"].includes(act),
    place: ["mounted", "elsewhere"].includes(act),
    old: act === "mounted",
    damage: act === "damaged",
    cameras: act !== "elsewhere",
    photo: true,
  };
  for (const [name, is] of Object.entries(wanted)) form.querySelector(`[data-part=${name}]`).hidden = !is;
  return { act, wanted };
}

// Who took the photo looks at it once more: a face that is seen goes no further than the phone.
async function preview() {
  const file = form.elements.photo.files[0];
  part("preview").hidden = !file;
  part("check-problem").textContent = "";
  if (file) await drawn(await smaller(file, words), part("picture"));
}

function withoutPhoto() {
  form.elements.photo.value = "";
  part("preview").hidden = true;
}

async function keep() {
  const { act, wanted } = fit();
  const value = (name) => form.elements[name].value;
  const answer = (name) => (wanted.looked && value(name) ? value(name) === "yes" : null);
  const check = {
    id: crypto.randomUUID(),
    number: checking.number,
    revision: checking.revision,
    act,
    at: new Date(Date.now() + skew).toISOString(),
    place: wanted.place ? value("place").trim() : "",
    text_matches: answer("text_matches"),
    readable: answer("readable"),
    damage: wanted.damage ? value("damage").trim() : "",
    cameras_counted: wanted.cameras && value("cameras_counted") ? Number(value("cameras_counted")) : null,
    old_taken_down: form.elements.old_taken_down.checked,
  };
  if (wanted.place && !check.place) throw new Error(words.needPlace);
  if (wanted.damage && !check.damage) throw new Error(words.needDamage);
  if (act === "seen" && (check.text_matches === null || check.readable === null)) throw new Error(words.needLook);
  const file = form.elements.photo.files[0];
  const photo = file ? await smaller(file, words) : null;
  await store.put({ ...check, check, photo, state: "stored", problem: "", kept: Date.now() });
  part("check").hidden = true;
  part("elsewhere").hidden = true;
  await show();
  say(fill(words.saved, { number: spoken(check.number) }));
  page.querySelector("#field-number").value = "";
  page.querySelector("#field-number").focus();
  send();
}

function send() {
  going ??= sendAll().finally(() => (going = null));
  return going;
}

async function sendAll() {
  part("sign-in").hidden = true;
  for (let checks = await show(), waiting = unsent(checks); waiting.length; waiting = unsent(await show())) {
    say(words.sending);
    const state = await post(waiting.slice(0, AT_ONCE));
    if (state === "ok") continue;
    say(words[state]);
    part("sign-in").hidden = !["signedOut", "other"].includes(state);
    return;
  }
  const checks = await show();
  const refused = checks.filter((one) => one.state === "refused").length;
  if (refused) say(fill(words.refused, { count: refused }));
  else if (checks.length) say(words.sent);
}

const unsent = (checks) => checks.filter((one) => one.state === "stored");

async function post(some, again = true) {
  const body = new FormData();
  body.set("csrf_token", document.querySelector("[name=csrf_token]").value);
  body.set("account", document.body.dataset.account);
  body.set("checks", JSON.stringify(some.map((one) => one.check)));
  for (const one of some) if (one.photo) body.set(`photo-${one.id}`, one.photo, "photo.jpg");
  let answer;
  try {
    answer = await fetch(facts.sync, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual" });
  } catch {
    return "offline";
  }
  if (answer.status === 400 && again) {
    const fresh = await freshToken();
    if (fresh) return fresh === "other" ? fresh : post(some, false);
  }
  if (answer.status === 400 || answer.status === 401 || answer.type === "opaqueredirect") return "signedOut";
  if (answer.status === 409) return "other";
  if (answer.status === 403) return "noRight";
  if (!answer.ok) return "fault";
  const { results } = await answer.json();
  const states = new Map(results.map((result) => [result.id, result]));
  if (!some.some((one) => states.has(one.id))) return "fault";
  for (const one of some) {
    const result = states.get(one.id);
    if (!result) continue;
    const refused = result.state === "refused";
    await store.put({ ...one, state: refused ? "refused" : "sent", problem: result.problem, photo: refused ? one.photo : null });
  }
  return "ok";
}

// The page may be older than the sign-in: whoever signed in anew has another token.
async function freshToken() {
  try {
    const answer = await fetch(window.location.href, { redirect: "manual" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = fresh.querySelector("[name=csrf_token]")?.value;
    if (fresh.body.dataset.account && fresh.body.dataset.account !== document.body.dataset.account) return "other";
    const same = fresh.body.dataset.account === document.body.dataset.account;
    if (token && same) document.querySelector("[name=csrf_token]").value = token;
    return Boolean(token && same);
  } catch {
    return false;
  }
}

function endScan() {
  stop?.();
  stop = null;
  part("scan-box").hidden = true;
}

part("scan").addEventListener("click", async () => {
  endScan();
  part("scan-box").hidden = false;
  stop = await scan({
    video: part("video"),
    scanner: facts.scanner,
    found: (text) => {
      const read = signInCode(text);
      if (!read) return notFound(words.unread);
      endScan();
      return find(read);
    },
    failed: (fault) => {
      part("scan-box").hidden = true;
      notFound(fault?.name === "NotAllowedError" ? words.cameraDenied : words.noCamera);
      page.querySelector("#field-number").focus();
    },
  });
});
part("scan-stop").addEventListener("click", endScan);
part("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = signNumber(page.querySelector("#field-number").value);
  if (number) find({ number, revision: null });
  else notFound(words.noNumber);
});
part("elsewhere").addEventListener("click", () => begin(checking));
form.addEventListener("change", fit);
form.elements.photo.addEventListener("change", () => {
  preview().catch((fault) => {
    withoutPhoto();
    part("check-problem").textContent = fault.message;
  });
});
part("no-photo").addEventListener("click", () => {
  withoutPhoto();
  form.elements.photo.focus();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  keep().catch((fault) => (part("check-problem").textContent = fault.message));
});
part("cancel").addEventListener("click", () => (part("check").hidden = true));
part("send").addEventListener("click", send);
window.addEventListener("online", send);

page.hidden = false;
show().then(send, () => say(words.noStore));
keptOffline(facts)
  .then((kept) => {
    page.toggleAttribute("data-ready", kept);
    if (kept && !part("told").textContent) say(words.ready);
  })
  .catch(() => {});
