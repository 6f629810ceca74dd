// Runs once when the page is there; `element`, `trigger`, `props` and `watch` come from Gradio.
// Questions are sent one after another; each answer is drawn into the turn it belongs to.
const MOST_TURNS = 50;
const PATIENCE = 30000;
const find = (selector) => element.querySelector(selector);
const turns = find("#nb-turns");
const entry = find("#nb-question");
const waiting = [];
let busy = null;
let patience = 0;
let count = 0;

function send(asks, more) {
  asks.forEach((ask) => addTurn(ask));
  waiting.push({ asks, scope: scopeChosen(), ...more });
  sendNext();
}

function sendNext() {
  if (busy || !waiting.length) return;
  busy = waiting.shift();
  stayPatient();
  trigger("submit", busy);
}

function ask(question, fromButton) {
  const text = question.trim();
  if (!text) return;
  const id = newId();
  send([{ id, question: text }]);
  if (fromButton) document.getElementById(id).querySelector("h2").focus({ preventScroll: true });
}

function newId() {
  count += 1;
  return `t${Date.now().toString(36)}-${count}`;
}

function stayPatient() {
  clearTimeout(patience);
  patience = setTimeout(() => {
    const lost = busy.asks.map(({ id }) => document.getElementById(id)).filter((turn) => turn && !turn.dataset.done);
    lost.forEach((turn) => { turn.querySelector(".nb-pending")?.replaceWith("服务器没有回应，请稍后再问一次。"); });
    busy = null;
    sendNext();
  }, PATIENCE);
}

function addTurn({ id, question }) {
  const turn = document.createElement("article");
  turn.id = id;
  turn.className = "nb-turn";
  turn.setAttribute("aria-busy", "true");
  const asked = document.createElement("h2");
  asked.className = "nb-question";
  asked.tabIndex = -1;
  asked.textContent = question || "……";
  const pending = document.createElement("p");
  pending.className = "nb-pending";
  pending.textContent = "正在查找……";
  turn.append(asked, pending);
  turns.append(turn);
  while (turns.children.length > MOST_TURNS) turns.firstElementChild.remove();
  element.classList.add("nb-begun");
  find(".nb-session").hidden = false;
  turn.scrollIntoView({ block: "start" });
}

function drawTurn({ id, question, html, done, address, said }) {
  const turn = document.getElementById(id);
  if (!turn || turn.dataset.done) return;
  const focused = turn.contains(document.activeElement);
  turn.innerHTML = html;
  if (focused) turn.querySelector("h2")?.focus({ preventScroll: true });
  turn.dataset.question = question;
  turn.dataset.address = address;
  turn.querySelectorAll(".nb-scroll").forEach(showCited);
  if (!done) return;
  turn.dataset.done = "1";
  turn.removeAttribute("aria-busy");
  say(said);
  rememberTurns();
}

// A screen reader is told an answer once, even one that sounds like the one before.
function say(words) {
  const said = find("#nb-said");
  said.textContent = "";
  setTimeout(() => { said.textContent = words; }, 50);
}

// The address bar always holds the conversation, so that reloading and going back bring it again.
function rememberTurns() {
  const done = Array.from(turns.querySelectorAll(".nb-turn[data-question]")).filter((turn) => turn.dataset.question);
  find("#nb-count").textContent = done.length;
  find(".nb-history ol").replaceChildren(...done.map((turn) => {
    const link = document.createElement("a");
    link.href = `#${turn.id}`;
    link.textContent = turn.dataset.question;
    const line = document.createElement("li");
    line.append(link);
    return line;
  }));
  const last = done.at(-1);
  if (!last) return;
  const all = new URLSearchParams(done.slice(-20).map((turn) => ["q", turn.dataset.question]));
  new URLSearchParams(last.dataset.address.slice(2)).forEach((value, name) => { if (name !== "q") all.set(name, value); });
  const whole = `/?${all}`;
  history.replaceState(history.state, "", whole.length > 6000 ? last.dataset.address : whole);
}

// On a narrow screen the cited cell may lie outside the box: scroll the box, not the page.
function showCited(box) {
  const cell = box.querySelector(".nb-cited");
  if (cell) box.scrollLeft = cell.offsetLeft + cell.offsetWidth - box.clientWidth;
}

function scopeChosen() {
  const chosen = {};
  element.querySelectorAll("[data-scope]").forEach((field) => {
    const value = field.tagName === "BUTTON" ? field.dataset.value : field.value;
    if (value) chosen[field.dataset.scope] = value;
  });
  return chosen;
}

function putScope(chosen) {
  element.querySelectorAll("[data-scope]").forEach((field) => {
    const value = chosen[field.dataset.scope] || "";
    if (field.tagName === "BUTTON") { field.dataset.value = value; field.textContent = value || "全部"; } else field.value = value;
  });
  sayScope();
}

function sayScope() {
  const words = find("#nb-scope-words");
  if (!words) return;
  const { region, organ, from, to } = scopeChosen();
  const open = from ? `${from}年以后` : to ? `${to}年以前` : "";
  const years = from && to ? `${from === to ? "" : `${from}—`}${to}年` : open;
  words.textContent = [region, organ, years].filter(Boolean).join("、") || words.dataset.all;
  const narrowed = Boolean(region || organ || years);
  words.classList.toggle("nb-narrowed", narrowed);
  find("[data-lift-scope]").hidden = !narrowed;
}

function foldScope() {
  const fold = find("#nb-scope-fold");
  const folded = fold.getAttribute("aria-expanded") === "true";
  fold.setAttribute("aria-expanded", String(!folded));
  find("#nb-scope-fields").hidden = folded;
}

function exportTurns(kind, of) {
  const one = of ? new URLSearchParams(document.getElementById(of).dataset.address.slice(2)) : null;
  const asked = one || new URLSearchParams(location.search);
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/api/${kind === "pack" ? "pack" : `transcript.${kind}`}`;
  asked.forEach((value, name) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  });
  document.body.append(form);
  form.submit();
  form.remove();
}

function mark(button) {
  const { turn, mark: kind } = button.dataset;
  const group = button.parentElement;
  group.querySelector("form")?.remove();
  if (kind === "有用") { trigger("like", { turn, mark: kind, words: "" }); return; }
  const form = document.createElement("form");
  form.innerHTML = '<label>哪里不对？<input maxlength="200" placeholder="可以不填"></label><button type="submit" class="nb-small">记下</button>';
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trigger("like", { turn, mark: kind, words: form.querySelector("input").value });
    button.focus();
    form.remove();
  });
  group.append(form);
  form.querySelector("input").focus();
}

function drawMark({ turn, mark: kind, kept }) {
  const group = document.getElementById(turn)?.querySelector(".nb-marks");
  if (!group) return;
  group.querySelectorAll("[data-mark]").forEach((button) => {
    button.setAttribute("aria-pressed", String(kept && button.dataset.mark === kind));
  });
  const told = group.querySelector("[role=status]") || group.appendChild(document.createElement("span"));
  told.setAttribute("role", "status");
  told.textContent = kept ? "已记在本机" : "没能记下，请重新提问后再试";
}

async function copy(button, text) {
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers allow the clipboard only on https and on this machine itself.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "已复制";
  setTimeout(() => { button.textContent = said; }, 1500);
}

function startAnew() {
  turns.replaceChildren();
  waiting.length = 0;
  busy = null;
  clearTimeout(patience);
  element.classList.remove("nb-begun");
  find(".nb-session").hidden = true;
  say("已开始新对话");
  history.replaceState(history.state, "", "/");
  trigger("clear");
  entry.focus();
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const { dataset } = button;
  if (dataset.lift) putScope({});
  if (dataset.liftScope) putScope({});
  if (dataset.ask) ask(dataset.ask, true);
  if (dataset.mark) mark(button);
  if (dataset.copy) copy(button, dataset.copy);
  if (dataset.link) copy(button, location.origin + dataset.link);
  if (dataset.export) exportTurns(dataset.export, dataset.of);
  if (dataset.slot) openPicker(button, (value) => change(button, value));
  if (dataset.scope) openPicker(button, (value, words) => {
    dataset.value = value;
    button.textContent = words;
    sayScope();
  });
  if (button.id === "nb-scope-fold") foldScope();
  if (button.id === "nb-new") startAnew();
  else if (button.closest(".nb-exports")) button.closest("details").open = false;
});

function change(button, value) {
  const id = newId();
  send([{ id, question: "" }], { change: { turn: button.dataset.turn, slot: button.dataset.slot, value } });
  document.getElementById(id).querySelector("h2").focus({ preventScroll: true });
}

function closeMenus(event) {
  element.querySelectorAll(".nb-session details[open]").forEach((menu) => {
    if (event.type === "keydown") menu.querySelector("summary").focus();
    else if (menu.contains(event.target)) return;
    menu.open = false;
  });
}
document.addEventListener("pointerdown", closeMenus);
element.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenus(event); });

element.addEventListener("change", (event) => { if (event.target.dataset.scope) sayScope(); });
find(".nb-history").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  find(".nb-history").open = false;
  const turn = document.getElementById(link.hash.slice(1));
  turn.scrollIntoView({ block: "start" });
  turn.querySelector("h2").focus({ preventScroll: true });
});
find("#nb-entry").addEventListener("submit", (event) => {
  event.preventDefault();
  if (window.innerWidth <= 720 && find("#nb-scope-fold")?.getAttribute("aria-expanded") === "true") foldScope();
  ask(entry.value, false);
  entry.value = "";
});
entry.addEventListener("keydown", (event) => {
  // While a word is being composed, Enter belongs to the input method.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  find("#nb-entry").requestSubmit();
});

if (window.innerWidth <= 480) entry.placeholder = "用一句话提问";

let started = false;
function draw() {
  const told = JSON.parse(props.value || "{}");
  if (told.start) start(told.start);
  if (told.marked && told.marked.turn) drawMark(told.marked);
  if (!told.turns) return;
  told.turns.forEach(drawTurn);
  if (!busy) return;
  stayPatient();
  const open = busy.asks.some(({ id }) => { const turn = document.getElementById(id); return turn && !turn.dataset.done; });
  if (open) return;
  clearTimeout(patience);
  busy = null;
  setTimeout(sendNext, 0);
}

function start({ holdings, welcome, scope }) {
  find("#nb-holdings").innerHTML = holdings;
  find("#nb-welcome").innerHTML = welcome;
  const chosen = scopeChosen();
  const box = find("#nb-scope");
  if (box.innerHTML === "") {
    box.innerHTML = scope;
    if (scope && window.innerWidth <= 720) foldScope();
  }
  if (started) return putScope(chosen);
  started = true;
  const asked = new URLSearchParams(location.search);
  putScope(Object.fromEntries(asked));
  const questions = asked.getAll("q").map((one) => one.trim().slice(0, 500)).filter(Boolean).slice(0, 20);
  if (questions.length) send(questions.map((question) => ({ id: newId(), question })));
  else if (window.innerWidth > 720) entry.focus();
}

watch("value", draw);
draw();
