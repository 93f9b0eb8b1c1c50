// Reads the code of a sheet from a picture, in the browser; the picture goes nowhere. Without scripts the code is typed.

import { codesIn } from "./read-code.js";

const place = document.querySelector("[data-qr-image]");
const said = place.querySelector("output");
place.hidden = false;

place.querySelector("input").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (!file) return;
  said.textContent = "正在识别……";
  try {
    const [text] = await codesIn(file);
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
