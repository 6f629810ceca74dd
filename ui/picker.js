// A small window to choose one of many in: a list, above it a search where there are many.
// `openPicker(button, choose)` reads what can be chosen from the button's data-choices.
let picker = null;

function closePicker(refocus) {
  if (!picker) return;
  const { window: box, button } = picker;
  picker = null;
  box.remove();
  button.setAttribute("aria-expanded", "false");
  if (refocus) button.focus();
}

async function openPicker(button, choose) {
  const again = picker && picker.button === button;
  closePicker(false);
  if (again) return;
  const box = document.createElement("form");
  box.className = "nb-picker";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", `更改${button.dataset.name}`);
  picker = { window: box, button };
  button.setAttribute("aria-expanded", "true");
  button.after(box);
  const list = document.createElement("select");
  list.setAttribute("aria-label", button.dataset.name);
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "输入名称查找";
  search.setAttribute("aria-label", `查找${button.dataset.name}`);
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  const set = document.createElement("button");
  set.type = "submit";
  set.textContent = "确定";
  const leave = document.createElement("button");
  leave.type = "button";
  leave.textContent = "取消";
  const buttons = document.createElement("div");
  buttons.append(set, leave);
  const many = button.dataset.choices.includes("slot=organ");
  box.append(...(many ? [search] : []), list, note, buttons);

  const fill = async () => {
    const address = new URL(button.dataset.choices, location.origin);
    if (search.value.trim()) address.searchParams.set("q", search.value.trim());
    const reply = await fetch(address).catch(() => null);
    if (!picker || picker.window !== box) return 0;
    if (!reply || !reply.ok) { note.textContent = "没能取到选项，请再试一次。"; return 0; }
    const { groups, left_out: leftOut } = await reply.json();
    list.replaceChildren(...groups.flatMap(grouped));
    if (!search.value) list.value = button.dataset.value;
    const count = list.options.length;
    list.size = Math.min(Math.max(count, 2), 9);
    set.disabled = !count;
    note.textContent = !count ? "没有符合的。" : leftOut ? `还有 ${leftOut} 个没有列出，请输入名称查找。` : "";
    return count + leftOut;
  };
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = list.selectedOptions[0];
    if (!chosen) return;
    closePicker(true);
    if (chosen.value !== button.dataset.value) choose(chosen.value, chosen.textContent.trim());
  });
  leave.addEventListener("click", () => closePicker(true));
  list.addEventListener("dblclick", () => box.requestSubmit());
  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); box.requestSubmit(); }
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") closePicker(true); });
  search.addEventListener("input", fill);
  search.hidden = (await fill()) <= 9;
  if (!picker || picker.window !== box) return;
  (many && !search.hidden ? search : list).focus();
  const current = list.selectedOptions[0];
  if (current) list.scrollTop = current.offsetTop - list.clientHeight / 3;
}

function grouped({ label, choices }) {
  const options = choices.map((choice) => new Option(choice.label, choice.value));
  if (!label) return options;
  const group = document.createElement("optgroup");
  group.label = label;
  group.append(...options);
  return [group];
}

document.addEventListener("pointerdown", (event) => {
  if (picker && !picker.window.contains(event.target) && !picker.button.contains(event.target)) closePicker(false);
});
