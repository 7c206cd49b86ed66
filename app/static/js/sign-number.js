// Sign numbers as the server makes them (app/signage/domain.py): six characters and two that check them.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PRIME = 1021;

function base32(value, length) {
  let text = "";
  for (let place = 0; place < length; place += 1, value = Math.floor(value / 32)) text = ALPHABET[value % 32] + text;
  return text;
}

// The one true spelling of a number as typed, or "" if it cannot be one.
export function signNumber(typed) {
  const spelled = typed.trim().toUpperCase().replace(/[- ]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(spelled)) return "";
  const value = [...spelled.slice(0, 6)].reduce((sum, character) => sum * 32 + ALPHABET.indexOf(character), 0);
  return base32(value % PRIME, 2) === spelled.slice(6) ? spelled : "";
}

// Number and revision in the address of a QR code; null if it is no sign's.
export function signInCode(text) {
  const parts = text.split(/[/?&#=:]/);
  const at = parts.findLastIndex((part) => signNumber(part));
  if (at < 0) return null;
  const revision = parts.slice(at + 1).find((part) => /^[0-9A-HJKMNP-TV-Z]{6}$/i.test(part)) ?? "";
  return { number: signNumber(parts[at]), revision: revision.toUpperCase() || null };
}

export function spoken(number) {
  return `${number.slice(0, 4)}-${number.slice(4)}`;
}
