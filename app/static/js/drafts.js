// What one account has typed and not yet sent, kept in this browser only. Each unsent entry has a place of its own in
// the storage, so that two windows never write over each other. Where there is no storage, the page's memory serves.

const PREFIX = "watchbook:";
const memory = new Map();

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Shelf {
  constructor(account) {
    this.prefix = `${PREFIX}${account}:`;
  }

  draft(slot) {
    return read(`${this.prefix}draft:${slot}`);
  }

  saveDraft(slot, draft) {
    return write(`${this.prefix}draft:${slot}`, draft);
  }

  dropDraft(slot) {
    drop(`${this.prefix}draft:${slot}`);
  }

  // The unsent entries, the oldest first.
  entries() {
    const start = `${this.prefix}entry:`;
    const found = keys().filter((key) => key.startsWith(start));
    return found.sort().map(read).filter(Boolean);
  }

  put(entry) {
    return write(this.#place(entry), entry);
  }

  // Change an entry only while it is still there: another window may have sent it.
  change(entry, part) {
    const known = read(this.#place(entry));
    if (known) write(this.#place(entry), { ...known, ...part });
  }

  drop(entry) {
    drop(this.#place(entry));
  }

  owns(key) {
    return key === null || key.startsWith(this.prefix);
  }

  clear() {
    for (const key of keys()) if (key.startsWith(this.prefix)) drop(key);
  }

  #place(entry) {
    return `${this.prefix}entry:${String(entry.at).padStart(15, "0")}-${entry.key}`;
  }
}

function keys() {
  const found = new Set(memory.keys());
  try {
    for (let at = 0; at < localStorage.length; at += 1) found.add(localStorage.key(at));
  } catch {
    // Storage is closed to us.
  }
  return [...found];
}

function read(key) {
  try {
    return JSON.parse(memory.get(key) ?? localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, text);
    return false; // Kept only until the page is closed.
  }
}

function drop(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage is closed to us.
  }
}
