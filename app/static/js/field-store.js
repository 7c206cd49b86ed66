// What one account noted on site and the server may not have yet: rows of IndexedDB, photos included. An id chosen here
// makes the server record each check once, however often it comes.

const NAME = "watchbook-field";
const COUNT = (account) => `watchbook:${account}:field-unsent`;

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("checks", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export class FieldStore {
  constructor(account, round) {
    Object.assign(this, { account, round });
  }

  // All checks of the account in this round, the oldest first.
  async all() {
    const own = (await this.#everything()).filter((one) => one.account === this.account);
    this.#count(own);
    return own.filter((one) => one.round === this.round).sort((a, b) => a.kept - b.kept);
  }

  async put(check) {
    await this.#write((store) => store.put({ ...check, account: this.account, round: this.round }));
  }

  async drop(id) {
    await this.#write((store) => store.delete(id));
  }

  async #write(change) {
    const database = await opened();
    const transaction = database.transaction("checks", "readwrite", { durability: "strict" });
    change(transaction.objectStore("checks"));
    await done(transaction);
    database.close();
  }

  async #everything() {
    const database = await opened();
    const asked = database.transaction("checks").objectStore("checks").getAll();
    const found = await new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    database.close();
    return found;
  }

  // Other pages ask before signing out: they look here, which needs no waiting.
  #count(own) {
    const unsent = own.filter((one) => one.state !== "sent").length;
    try {
      if (unsent) localStorage.setItem(COUNT(this.account), String(unsent));
      else localStorage.removeItem(COUNT(this.account));
    } catch {
      // Storage is closed to us; IndexedDB has the checks.
    }
  }
}

export function unsentChecks(account) {
  try {
    return Number(localStorage.getItem(COUNT(account)) ?? 0);
  } catch {
    return 0;
  }
}

const OWNER = "watchbook:field-kept-for";

// The page kept for where there is no network is one account's. Who signs in after them on the same phone must not
// work on it: it goes as soon as they open any page. What the first one noted stays, and is sent when they are back.
export function fieldKeptFor(account) {
  try {
    const owner = localStorage.getItem(OWNER);
    localStorage.setItem(OWNER, account);
    if (owner && owner !== account && "caches" in window) caches.delete(NAME);
  } catch {
    // Storage is closed to us: nothing was kept.
  }
}

// Signing out leaves nothing of an account on the phone: neither checks nor the page that worked without a network.
export async function forgetField(account) {
  try {
    if ("caches" in window) await caches.delete(NAME);
    if (!(await indexedDB.databases()).some(({ name }) => name === NAME)) return;
    const database = await opened();
    const transaction = database.transaction("checks", "readwrite");
    const store = transaction.objectStore("checks");
    store.getAll().onsuccess = ({ target }) => {
      for (const one of target.result) if (one.account === account) store.delete(one.id);
    };
    await done(transaction);
    database.close();
  } catch {
    // Storage is closed to us: nothing was kept.
  }
}
