// Every page works without this file; it only shortens ways. See docs/ui.md.

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && event.ctrlKey && !event.repeat) document.querySelector("form[data-primary]")?.requestSubmit();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.confirm) ask(event, button);
  if (button?.hasAttribute("data-print")) window.print();
  if (button?.dataset.copy) copy(button);
});

// Only where the browser lets a page write to the clipboard (https, or this machine); elsewhere the text is selected by hand.
for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = !navigator.clipboard;

async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(text.value).then(
    () => { button.textContent = "已复制"; },
    () => { text.focus(); text.select(); },
  );
}

function ask(event, button) {
  event.preventDefault();
  const dialog = document.createElement("dialog");
  const question = document.createElement("p");
  question.textContent = button.dataset.confirm;
  const answers = document.createElement("form");
  answers.method = "dialog";
  answers.className = "actions";
  const no = Object.assign(document.createElement("button"), { textContent: "取消", className: "secondary", value: "no" });
  const yes = Object.assign(document.createElement("button"), { textContent: "确定", value: "yes" });
  if (button.classList.contains("danger")) yes.className = "danger";
  answers.append(no, yes);
  dialog.append(question, answers);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") button.form.requestSubmit(button);
    else button.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

// The answer is {"done": 120, "total": 600, "text": "已处理 120 行，共 600 行", "finished": false}.
async function follow(place) {
  const response = await fetch(place.dataset.progressUrl).catch(() => null);
  const answer = response?.ok ? await response.json() : null;
  if (answer?.finished) return location.reload();
  if (answer) {
    const bar = place.querySelector("progress");
    bar.max = answer.total;
    bar.value = answer.done;
    place.querySelector("output").textContent = answer.text;
  }
  setTimeout(follow, 1500, place);
}
for (const place of document.querySelectorAll("[data-progress-url]")) follow(place);

document.querySelector(".masthead [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
