// Reads the code of a sheet from a picture, in the browser; the picture goes nowhere. Without scripts the code is typed.

const place = document.querySelector("[data-qr-image]");
const said = place.querySelector("output");
place.hidden = false;

function decoder() {
  const script = document.createElement("script");
  script.src = "/lib/jsqr-1.4.0/jsQR.js";
  return new Promise((ready, failed) => {
    script.addEventListener("load", () => ready(globalThis.jsQR));
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

// A whole page photographed is large and its code small: tried whole, then in overlapping pieces, the upper right first.
function* pieces(picture) {
  const { width, height } = picture;
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

place.querySelector("input").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (!file) return;
  said.textContent = "正在识别……";
  try {
    const [jsQR, picture] = await Promise.all([decoder(), createImageBitmap(file)]);
    const text = read(jsQR, picture);
    if (text) {
      const code = document.querySelector("#Code");
      code.value = text;
      code.form.requestSubmit();
    } else {
      said.textContent = "图片里没有认出二维码。请拍清楚、拍正，或输入编号。";
    }
  } catch {
    said.textContent = "这个文件不能当图片打开。请换一张 JPG 或 PNG 图片。";
  }
});
