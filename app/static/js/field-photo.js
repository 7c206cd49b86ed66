// Photos on the phone: made small and bare before they are kept, and shown to who took them.

const WIDEST = 1600;
const SHOWN = 640;

// A smaller picture without anything the camera wrote beside it; the server does the same once more.
export async function smaller(file, words) {
  if (/\.hei[cf]$|image\/hei[cf]/i.test(`${file.name} ${file.type}`)) throw new Error(words.heic);
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Error(words.badPhoto);
  }
  const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
}

export async function drawn(photo, canvas) {
  const picture = await createImageBitmap(photo);
  canvas.width = Math.min(picture.width, SHOWN);
  canvas.height = Math.round((picture.height * canvas.width) / picture.width);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
}
