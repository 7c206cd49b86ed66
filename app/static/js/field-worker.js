// Service worker of the field page: keeps the page of a round and what it needs, so that it opens without a network.
// It serves nothing else, and signing out takes its cache away.

const CACHE = "watchbook-field";
const FIELD = /^\/signs\/rounds\/[0-9a-f-]{36}\/field$/;
const SCANNER = "/signs/rounds/scan-worker.js";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const answer = event.ports[0];
  event.waitUntil(
    keep(event.data.keep).then(
      () => answer.postMessage("kept"),
      (fault) => answer.postMessage(String(fault)),
    ),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (FIELD.test(url.pathname)) event.respondWith(fromNetwork(request, url.pathname));
  else if (url.pathname.startsWith("/static/") || url.pathname === SCANNER) event.respondWith(fromNetwork(request, request.url));
});

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.all(
    addresses.map(async (address) => {
      const url = new URL(address, self.location.href);
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${address}`);
      await cache.put(FIELD.test(url.pathname) ? url.pathname : address, answer);
    }),
  );
}

// What is kept is used only where there is no network: nobody works with an old page who can have the new one.
async function fromNetwork(request, key) {
  try {
    return await fetch(request);
  } catch (fault) {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(key, { ignoreVary: true });
    if (kept) return kept;
    throw fault;
  }
}
