// Reads the codes of printed sheets from pictures and from PDF files, in the browser; what is read goes nowhere.

let loading;

function decoder() {
  loading ??= new Promise((ready, failed) => {
    const script = document.createElement("script");
    script.src = "/lib/jsqr-1.4.0/jsQR.js";
    script.addEventListener("load", () => ready(globalThis.jsQR));
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  return loading;
}

// A whole page is large and its code small: tried whole, then in overlapping pieces, the upper right first.
function* pieces({ width, height }) {
  yield [0, 0, width, height];
  const side = Math.min(1400, Math.max(500, Math.max(width, height) / 4));
  for (let y = 0; y < height; y += side * 0.6) {
    for (let right = width; right > 0; right -= side * 0.6) {
      const x = Math.max(0, right - side);
      yield [x, y, right - x, Math.min(side, height - y)];
    }
  }
}

function read(jsQR, picture) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  for (const [x, y, width, height] of pieces(picture)) {
    const scale = Math.min(1, 1600 / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    pen.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const found = jsQR(data, canvas.width, canvas.height);
    if (found?.data) return found.data;
  }
  return null;
}

// Office scanners put each page into a PDF as one JPEG; whatever else a PDF may hold is left to whoever types the code.
async function pagesOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (String.fromCharCode(...bytes.subarray(0, 5)) !== "%PDF-") return [file];
  const text = new TextDecoder("latin1").decode(bytes);
  const pages = [];
  for (const { index, 0: head } of text.matchAll(/stream\r?\n(?=\xff\xd8\xff)/g)) {
    const from = index + head.length;
    const until = text.indexOf("endstream", from);
    pages.push(new Blob([bytes.subarray(from, until < 0 ? bytes.length : until)], { type: "image/jpeg" }));
  }
  return pages;
}

// Each code once; none when nothing could be read.
export async function codesIn(file) {
  const jsQR = await decoder();
  const codes = new Set();
  for (const page of await pagesOf(file)) {
    const picture = await createImageBitmap(page);
    const code = read(jsQR, picture);
    if (code) codes.add(code);
    picture.close();
  }
  return [...codes];
}
