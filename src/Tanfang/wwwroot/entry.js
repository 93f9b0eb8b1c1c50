// 补录 by keyboard. Without this file the page is an ordinary form. What the keys do stands on the page and in docs/ui.md.

const form = document.querySelector("form[data-entry]");
const saved = document.querySelector("#saved");
const isText = (element) => element.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
const boxes = (item) => [...item.querySelectorAll("input[data-digit]")];
const items = (flow) => [...flow.querySelectorAll("[data-item]")];
const answered = (item) => {
  const own = boxes(item);
  return own.length > 0 ? own.some((box) => box.checked) : !!item.querySelector("input, textarea").value;
};

// —— Going from item to item

function go(item) {
  const own = boxes(item);
  const target = own.find((box) => box.checked) ?? own[0] ?? item.querySelector("input, textarea");
  target.focus({ preventScroll: true });
  if (isText(target)) target.select();
  item.scrollIntoView({ block: "center" });
}

function step(item, by) {
  const flow = item.closest("[data-flow]") ?? form.querySelector("div[data-flow]");
  const all = item.hasAttribute("data-doubt") ? [...items(item.parentElement), ...items(flow)] : items(flow);
  const next = all[all.indexOf(item) + by];
  if (next) return go(next);
  if (by > 0) return flow.querySelector("[data-save]")?.focus() ?? form.querySelector("[data-save]").focus();
  if (flow.matches("details")) {
    flow.open = false;
    first();
  }
}

// The next that nobody answered; a box ticked on the way is not stopped at.
function onwards(item) {
  const flow = item.closest("[data-flow]");
  if (!flow) return first();
  const all = items(flow);
  const next = all.slice(all.indexOf(item) + 1).find((one) => !answered(one));
  return next ? go(next) : step(item, 1);
}

function first() {
  const flow = form.querySelector("div[data-flow]");
  const open = items(flow).find((item) => item.hasAttribute("data-status") && !answered(item));
  go(open ?? flow.querySelector("#needs"));
}

function unfold(id) {
  const part = document.getElementById(id);
  part.open = true;
  go(part.querySelector("[data-item]"));
}

// —— Choosing

function choose(item, digit) {
  const box = boxes(item).find((one) => one.dataset.digit === digit);
  if (!box) return;
  const multiple = box.type === "checkbox" && !item.hasAttribute("data-doubt");
  box.checked = multiple ? !box.checked : true;
  changed(box);
  if (multiple) return box.focus();
  const ask = item.querySelector(".ask input");
  if (ask && box.classList.contains("asks")) return ask.focus();
  if (ask) ask.value = "";
  if (!item.hasAttribute("data-doubt")) return onwards(item);
  const left = items(item.parentElement).find((one) => !answered(one));
  if (left) go(left);
  else form.querySelector("[data-save]").focus();
}

function clear(item) {
  for (const box of boxes(item)) box.checked = false;
  for (const ask of item.querySelectorAll(".ask input")) ask.value = "";
  changed(boxes(item)[0]);
}

// Exactly the eight: the three of safety have no such box.
function fillUnchanged() {
  const open = items(form.querySelector("div[data-flow]")).filter((item) => !answered(item));
  const filled = open.map((item) => item.querySelector("input[value=unchanged]")).filter(Boolean);
  if (filled.length === 0) return tell("没有可填“无变化”的项");
  for (const box of filled) box.checked = true;
  changed(filled[0]);
  first();
}

const changed = (box) => box.dispatchEvent(new Event("change", { bubbles: true }));

// —— 暂存: each answer is kept on the server as it is given

let isDirty = false;
let isSending = false;
let isLeaving = false;
let isTold = false;
let timer = 0;

const tell = (text) => (saved.textContent = text);

function keepSoon(wait) {
  isDirty = true;
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

async function keep() {
  if (isSending || !isDirty || isTold) return;
  [isSending, isDirty] = [true, false];
  try {
    const answer = await fetch("?handler=Draft", { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
    const state = await answer.json();
    tell(state.text);
    if (answer.ok) form.elements.version.value = state.version;
    else isTold = true;
  } catch {
    tell("没有存上，正在重试");
    keepSoon(3000);
  }
  isSending = false;
  if (isDirty) keepSoon(saved.textContent.startsWith("没有") ? 3000 : 0);
}

async function save(button) {
  if (isLeaving) return;
  isLeaving = true;
  if (await keptAll()) form.requestSubmit(button);
  else isLeaving = false;
}

async function keptAll() {
  clearTimeout(timer);
  while (isSending) await new Promise((resolve) => setTimeout(resolve, 20));
  await keep();
  return !isDirty;
}

// —— Keys

const shown = (id) => () => go(document.getElementById(id).closest("[data-item]"));
const named = { F2: () => unfold("attempt"), F9: () => unfold("skip"), F4: shown("happenedOn"), F8: shown("visitors") };

function key(event) {
  const item = event.target.closest?.("[data-item]");
  if (event.key === "Enter" && event.ctrlKey) {
    const flow = document.activeElement.closest("details[data-flow]");
    return event.repeat || save((flow ?? form).querySelector("[data-save]"));
  }
  if (event.altKey) return sight ? sight.key(event) : false;
  if (event.ctrlKey || event.metaKey) return false;
  if (named[event.key]) return named[event.key]();
  if (sight && (event.key === "PageUp" || event.key === "PageDown")) return sight.turnTo(event.key === "PageUp" ? -1 : 1);
  if (!item) return event.key === "Escape" && event.target.matches("[data-save]") ? first() : false;
  if (event.key === "Escape") return step(item, -1);
  if (event.key === "Enter") return event.shiftKey && event.target.matches("textarea") ? false : step(item, 1);
  if (isText(event.target)) return false;
  if (/^\d$/.test(event.key)) return choose(item, event.key);
  if (event.key === ".") return choose(item, "0");
  if (event.key === "+" || event.key === "=") return fillUnchanged();
  if (event.key === "Delete" || event.key === "Backspace") return clear(item);
  return false;
}

// —— The scan beside the sheet

function scanBeside() {
  const pane = document.querySelector("[data-scan]");
  if (!pane) return null;
  const [select, image, frame] = ["select", "img", "iframe"].map((tag) => pane.querySelector(tag));
  const [hold, turned, alone] = [".sight", ".turned", "[data-alone]"].map((place) => pane.querySelector(place));
  let zoom = Number(sessionStorage.getItem("entry-zoom")) || 1;
  let turns = Number(sessionStorage.getItem("entry-turns")) || 0;

  function lay() {
    const isAcross = turns % 2 === 1;
    const width = hold.clientWidth * zoom;
    const ratio = image.naturalHeight / image.naturalWidth || 1.4;
    turned.style.width = `${width}px`;
    turned.style.height = `${isAcross ? width / ratio : width * ratio}px`;
    image.style.width = `${isAcross ? width / ratio : width}px`;
    image.style.transform = `translate(-50%, -50%) rotate(${turns * 90}deg)`;
    sessionStorage.setItem("entry-zoom", zoom);
    sessionStorage.setItem("entry-turns", turns);
  }

  function show() {
    const chosen = select.selectedOptions[0];
    const isPdf = chosen.dataset.type === "application/pdf";
    const url = chosen.value ? `/entry/scans/${chosen.value}` : "";
    image.hidden = turned.hidden = !url || isPdf;
    frame.hidden = !isPdf;
    alone.hidden = !url;
    alone.href = url;
    // The page in full width, without the viewer's column of small pages.
    if (isPdf) frame.src = `${url}#navpanes=0&view=FitH`;
    else if (url) image.src = url;
  }

  const act = {
    in: () => (zoom = Math.min(zoom * 1.25, 6)),
    out: () => (zoom = Math.max(zoom / 1.25, 0.4)),
    turn: () => (turns = (turns + 1) % 4),
  };
  const keys = { Equal: "in", NumpadAdd: "in", Minus: "out", NumpadSubtract: "out", KeyR: "turn" };
  const moves = { ArrowUp: [0, -80], ArrowDown: [0, 80], ArrowLeft: [-80, 0], ArrowRight: [80, 0] };
  const does = (what) => {
    act[what]();
    lay();
  };

  image.addEventListener("load", lay);
  addEventListener("resize", lay);
  select.addEventListener("change", show);
  pane.querySelector("[data-turns]").hidden = false;
  for (const button of pane.querySelectorAll("[data-view]")) button.addEventListener("click", () => does(button.dataset.view));
  if (image.complete && image.naturalWidth) lay();

  return {
    key(event) {
      if (keys[event.code]) return does(keys[event.code]);
      if (moves[event.key]) return hold.scrollBy(...moves[event.key]);
      return false;
    },
    turnTo(by) {
      const index = select.selectedIndex + by;
      if (index < 1 || index >= select.options.length) return;
      select.selectedIndex = index;
      changed(select);
    },
  };
}

const sight = form && scanBeside();

if (form) {
  document.addEventListener("keydown", (event) => {
    // An input method that is choosing characters owns its keys.
    if (event.isComposing || event.keyCode === 229) return;
    if (key(event) !== false) event.preventDefault();
  });
  form.addEventListener("input", () => keepSoon(500));
  form.addEventListener("change", async (event) => {
    keepSoon(0);
    // Another day may have another last visit before it.
    if (event.target.id === "happenedOn" && !isLeaving && (await keptAll())) location.replace(location.pathname);
  });
  form.addEventListener("submit", () => (isLeaving = true));
  form.querySelector("[data-fill]")?.addEventListener("click", (event) => {
    event.preventDefault();
    fillUnchanged();
  });
  addEventListener("pagehide", () => {
    if (isDirty && !isLeaving && !isTold) navigator.sendBeacon("?handler=Draft", new FormData(form));
  });
  addEventListener("pageshow", () => (isLeaving = false));
  const doubt = form.querySelector("[data-doubt]");
  const wrong = form.querySelector(".field-validation-error")?.closest("[data-item]");
  if (doubt ?? wrong) go(doubt ?? wrong);
  else first();
}

// Which of several people of one name: by digit.
const pick = document.querySelector("form[data-pick]");
pick?.querySelector("button").focus();
if (pick) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || isText(event.target)) return;
    if (/^[1-9]$/.test(event.key)) pick.querySelectorAll("button")[event.key - 1]?.click();
  });
}
