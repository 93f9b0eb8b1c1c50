// Reads the code of each scan before it is sent. Without scripts the scans are sent as they are, and claimed by typing their codes.

import { codesIn } from "./read-code.js";

const form = document.querySelector("form[data-file-scans]");
const said = form.querySelector("output");
let isBusy = false;

async function add(file) {
  const box = document.createElement("input");
  [box.type, box.name] = ["hidden", "codes"];
  // What cannot be opened here has no code to read; the server says what is wrong with it.
  box.value = (await codesIn(file).catch(() => [])).join(" ");
  form.append(box);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isBusy) return;
  isBusy = true;
  for (const old of form.querySelectorAll("[name=codes]")) old.remove();
  const files = [...form.elements.scans.files];
  for (const [i, file] of files.entries()) {
    said.textContent = `正在认二维码：${i + 1} / ${files.length}`;
    await add(file);
  }
  said.textContent = "正在加密存入……";
  form.submit();
});
addEventListener("pageshow", () => {
  isBusy = false;
  said.textContent = "";
});
