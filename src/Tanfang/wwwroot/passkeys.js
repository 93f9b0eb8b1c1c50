// A form that needs the answer of a passkey: asks the server for the challenge, the device for its answer, then sends the form.
// Without this file, or in a browser without passkeys, the forms stay hidden and everything else works.

const supported = "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !supported;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form).catch((problem) => say(form, reason(problem)));
  });
}

for (const text of document.querySelectorAll("[data-without-passkeys]")) text.hidden = supported;

async function answer(form) {
  say(form, "请按设备上的提示操作……");
  const asked = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (!asked.ok) return say(form, asked.status === 400 ? await asked.text() : "没有成功，请稍后再试。");
  const options = await asked.json();
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.Credential.value = JSON.stringify(credential);
  form.submit();
}

function reason(problem) {
  if (problem.name === "InvalidStateError") return "这台设备上已经有这个账号的通行密钥。";
  if (problem.name === "NotAllowedError") return "没有完成：已取消、超时，或设备没有验证指纹、面容或 PIN。";
  return "没有成功，请稍后再试。";
}

function say(form, text) {
  form.querySelector("output").textContent = text;
}
