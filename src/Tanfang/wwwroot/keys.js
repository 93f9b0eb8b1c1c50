// The keyboard at the desk: / looks for somebody, j and k walk the rows of a list, Enter opens, Esc leaves, ? says so.
// Rows are walked by moving the focus to their first link, so that it is seen and read out, and Enter needs nothing of ours.

const typing = (target) => target.closest?.("input, select, textarea, [contenteditable]");
const legend = [
  ["/", "找人：到搜索框"],
  ["j", "下一行"],
  ["k", "上一行"],
  ["Enter", "打开这一行"],
  ["Ctrl + Enter", "提交本页的表单"],
  ["Esc", "离开搜索框、名单或这个窗口"],
  ["?", "显示这张表"],
];

document.addEventListener("keydown", (event) => {
  // An input method sends keys of its own while it composes; 229 is how older ones say so.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (event.key === "Escape") return leave(event);
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const act = { "/": search, j: () => walk(1), k: () => walk(-1), "?": help }[event.key];
  if (act?.()) event.preventDefault();
});

function search() {
  const box = document.querySelector("input[type=search]");
  box?.focus();
  box?.select();
  return box;
}

function rows() {
  return [...document.querySelectorAll("main .table-wrap tbody tr")]
    .map((row) => ({ row, link: row.querySelector("a[href]") }))
    .filter(({ row, link }) => link && row.checkVisibility());
}

function walk(step) {
  const all = rows();
  const here = all.findIndex(({ row }) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
  all[next]?.link.focus();
  all[next]?.row.scrollIntoView({ block: "nearest" });
  return all[next];
}

// An open dialog closes by itself; a search box that holds text is emptied by the browser first.
function leave(event) {
  if (document.querySelector("dialog[open]")) return;
  const target = event.target;
  if (target.matches?.("input[type=search]") && target.value) return;
  if (target.closest?.("tbody tr") || target.matches?.("input[type=search]")) target.blur();
}

function help() {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = Object.assign(document.createElement("h2"), { id: "keys-title", textContent: "键盘" });
  const list = document.createElement("dl");
  list.className = "facts";
  for (const [key, meaning] of legend) {
    const term = document.createElement("dt");
    term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    list.append(term, Object.assign(document.createElement("dd"), { textContent: meaning }));
  }
  const close = document.createElement("form");
  close.method = "dialog";
  close.append(Object.assign(document.createElement("button"), { textContent: "关闭", className: "secondary" }));
  dialog.append(title, list, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const foot = document.querySelector(".foot");
if (foot) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "键盘快捷键（?）" });
  button.addEventListener("click", help);
  foot.append(button);
}

// A table copied out of a spreadsheet program opens the page that takes it. It waits in this tab alone and is gone when it was taken.
const pasted = "tanfang.pasted";
document.addEventListener("paste", (event) => {
  const to = document.querySelector("[data-paste-to]")?.dataset.pasteTo;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!to || typing(event.target) || !text.includes("\t")) return;
  event.preventDefault();
  sessionStorage.setItem(pasted, text);
  location.assign(to);
});
const taker = document.querySelector("textarea[data-pasted]");
if (taker && sessionStorage.getItem(pasted)) {
  taker.value = sessionStorage.getItem(pasted);
  sessionStorage.removeItem(pasted);
  taker.focus();
}
