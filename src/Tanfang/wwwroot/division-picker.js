// Suggestions under a division's box. Without it the box and its button do the same by a round trip.
// The answer of data-suggest is [{"code": "140426", "path": "山西省长治市黎城县"}].

const pause = 150;

function attach(box) {
  const list = document.getElementById(box.dataset.list);
  let timer;
  let asked = 0;
  let at = -1;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-autocomplete", "list");
  close();

  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(suggest, pause);
  });
  box.addEventListener("compositionend", () => (timer = setTimeout(suggest, pause)));
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = list.children.length;
    if (step) mark(at < 0 && step < 0 ? count - 1 : (at + step + count) % count);
    else if (event.key === "Enter" && at >= 0) choose(list.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  // mousedown, because a click comes after the box has lost focus and the list is gone.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) choose(option);
  });

  async function suggest() {
    const text = box.value.trim();
    const turn = ++asked;
    if (!text) return close();
    const response = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`).catch(() => null);
    const found = response?.ok ? await response.json() : [];
    // A slow answer to an earlier question must not replace a later one.
    if (turn !== asked || document.activeElement !== box) return;
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  }

  function option({ code, path }, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.role = "option";
    item.textContent = `${code} ${path}`;
    return item;
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    const item = list.children[at];
    item?.scrollIntoView({ block: "nearest" });
    if (item) box.setAttribute("aria-activedescendant", item.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function choose(item) {
    box.value = item.textContent;
    close();
  }

  function close() {
    asked++;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  }
}

document.querySelectorAll("input[data-suggest]").forEach(attach);
