// Filters as one types and keeps count of the ticks; without it the form does the same at a click.
"use strict";

(() => {
  const form = document.getElementById("shelf");
  const search = document.getElementById("q");
  const tally = document.getElementById("tally");
  const kept = document.getElementById("kept");
  const count = document.getElementById("ticked");
  const compare = form.querySelector("[formaction]");
  const MOST = 6;
  let waiting = 0;
  let running = null;

  const boxes = () => [...form.querySelectorAll("input[name=id]")];

  function recount() {
    if (!compare) return;
    const ticked = boxes().filter((box) => box.checked).length;
    compare.disabled = ticked < 2 || ticked > MOST;
    count.textContent =
      ticked === 0 ? `勾选 2–${MOST} 份即可比较`
      : ticked === 1 ? "已选 1 份，再选 1 份"
      : ticked > MOST ? `已选 ${ticked} 份，最多 ${MOST} 份`
      : `已选 ${ticked} 份`;
  }

  // What was ticked goes along: into the tray where the new rows do not show it.
  function carry(ticked) {
    const shown = new Map(
      [...form.querySelectorAll("#results input[name=id]")].map((box) => [box.value, box]));
    kept.replaceChildren();
    for (const [id, name] of ticked) {
      if (shown.has(id)) {
        shown.get(id).checked = true;
        continue;
      }
      const label = document.createElement("label");
      label.className = "nb-chip";
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", name: "id", value: id, checked: true });
      label.append(box, ` ${name}`);
      kept.append(label);
    }
  }

  function nameOf(box) {
    const chip = box.closest(".nb-chip");
    return chip ? chip.textContent.trim() : box.getAttribute("aria-label").replace(/^.*?：/, "");
  }

  async function refresh() {
    const asked = new URLSearchParams(new FormData(form));
    asked.delete("id");
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    const query = asked.toString();
    const address = query ? `/library?${query}` : "/library";
    running?.abort();
    running = new AbortController();
    const results = document.getElementById("results");
    results.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { signal: running.signal });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const ticked = boxes().filter((box) => box.checked).map((box) => [box.value, nameOf(box)]);
      results.replaceChildren(...page.getElementById("results").childNodes);
      tally.replaceChildren(...page.getElementById("tally").childNodes);
      if (compare) carry(ticked);
      history.replaceState(null, "", address);
      recount();
      results.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  }

  search.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 250);
  });
  search.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 250);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "id") recount();
    else if (event.target.tagName === "SELECT") refresh();
  });
  recount();
})();
