// Keeps the field page and what it has loaded for where there is no network.

import { fieldKeptFor } from "./field-store.js";

export async function keptOffline(facts) {
  if (!("serviceWorker" in navigator)) return false;
  navigator.storage?.persist?.(); // So that the browser does not throw away what was not sent.
  fieldKeptFor(document.body.dataset.account);
  await navigator.serviceWorker.register(facts.worker, { scope: "/signs/rounds/" });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map((one) => one.name);
  const own = loaded.filter((name) => name.startsWith(`${window.location.origin}/static/`));
  const channel = new MessageChannel();
  const told = new Promise((resolve) => (channel.port1.onmessage = ({ data }) => resolve(data)));
  const wanted = new Set([window.location.pathname, facts.scanner, ...facts.zxing, ...own]);
  active.postMessage({ keep: [...wanted] }, [channel.port2]);
  return (await told) === "kept";
}
