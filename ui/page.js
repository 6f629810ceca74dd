// Runs once when the conversation is drawn; `element`, `trigger` and `watch` come from Gradio.
const opened = new Set();
const folds = () => Array.from(element.querySelectorAll("details"));

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.ask) trigger("submit", { question: button.dataset.ask });
  if (button.dataset.mark) trigger("like", { turn: Number(button.dataset.turn), mark: button.dataset.mark });
  if (button.dataset.copy) copy(button);
});

// Redrawing the conversation closes what the reader had opened: remember it and open it again.
element.addEventListener("toggle", (event) => {
  const at = folds().indexOf(event.target);
  if (event.target.open) opened.add(at); else if (!redrawing) opened.delete(at);
}, true);

let redrawing = false;
let turns = 0;
watch("value", () => {
  redrawing = true;
  folds().forEach((fold, at) => { if (opened.has(at)) fold.open = true; });
  setTimeout(() => { redrawing = false; }, 50);
  const drawn = element.querySelectorAll(".nb-turn");
  if (drawn.length < turns) opened.clear();
  element.querySelectorAll(".nb-scroll").forEach(showCited);
  if (drawn.length > turns) drawn[drawn.length - 1].scrollIntoView({ block: "start" });
  turns = drawn.length;
});

// On a narrow screen the cited cell may lie outside the box: scroll the box, not the page.
function showCited(box) {
  const cell = box.querySelector(".nb-cited");
  if (!cell || box.dataset.shown === cell.textContent) return;
  box.scrollLeft = cell.offsetLeft + cell.offsetWidth - box.clientWidth;
  box.dataset.shown = cell.textContent;
}

async function copy(button) {
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Browsers allow the clipboard only on https and on this machine itself.
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "已复制";
  setTimeout(() => { button.textContent = said; }, 1500);
}
