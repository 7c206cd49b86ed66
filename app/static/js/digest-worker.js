// Computes the SHA-256 of a file piece by piece, so that a file of any size needs little memory and the page stays
// responsive. The answer that brings this script forbids it every connection (app/web/headers.py): nothing it reads
// can leave the browser.

importScripts("../vendor/hash-wasm/sha256.umd.min.js");

const PIECE = 8 * 1024 * 1024;

self.onmessage = async ({ data: file }) => {
  try {
    const digest = await self.hashwasm.createSHA256();
    digest.init();
    for (let start = 0; start < file.size; start += PIECE) {
      digest.update(new Uint8Array(await file.slice(start, start + PIECE).arrayBuffer()));
      self.postMessage({ read: Math.min(start + PIECE, file.size) });
    }
    self.postMessage({ sha256: digest.digest("hex"), size: file.size });
  } catch (fault) {
    self.postMessage({ fault: String(fault) });
  }
};
