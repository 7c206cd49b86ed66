// The camera: looks for a QR code four times a second, with the browser's own reader where it has one, else with zxing.

const EVERY = 250; // ms
const WIDEST = 1280;

export async function scan({ video, scanner, found, failed }) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  } catch (fault) {
    failed(fault);
    return () => {};
  }
  video.srcObject = stream;
  await video.play();
  const read = await reader(scanner);
  let running = true;
  const look = async () => {
    while (running) {
      const text = video.videoWidth ? await read(video).catch(() => "") : "";
      if (running && text) found(text);
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  };
  look();
  return () => {
    running = false;
    read.end?.();
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}

async function reader(scanner) {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
  }
  const worker = new Worker(scanner);
  const canvas = document.createElement("canvas");
  const read = (video) =>
    new Promise((resolve, reject) => {
      const scale = Math.min(1, WIDEST / video.videoWidth);
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      worker.onmessage = ({ data }) => (data.fault ? reject(new Error(data.fault)) : resolve(data.text));
      worker.onerror = () => reject(new Error("scanner"));
      worker.postMessage(context.getImageData(0, 0, canvas.width, canvas.height));
    });
  read.end = () => worker.terminate();
  return read;
}
