// Reads QR codes from pictures of the camera with zxing's WebAssembly, which is ours to serve. Pictures go no further:
// nothing of them leaves this worker but the text of a code (its policy is in app/web/headers.py). It is served beside the
// rounds, so that the field page's service worker answers for it where there is no network.

const zxing = (file) => new URL(`../../static/vendor/zxing-wasm/${file}`, self.location.href).href;
importScripts(zxing("reader.js"));

const { prepareZXingModule, readBarcodes } = self.ZXingWASM;
prepareZXingModule({ overrides: { locateFile: () => zxing("zxing_reader.wasm") } });

self.onmessage = async ({ data: picture }) => {
  try {
    const found = await readBarcodes(picture, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
    self.postMessage({ text: found.length ? found[0].text : "" });
  } catch (fault) {
    self.postMessage({ text: "", fault: String(fault) });
  }
};
