// Marks a cell in the text without loading the page anew; without it the link itself does that.
"use strict";

(() => {
  const text = document.querySelector(".nb-text");
  if (!text) return;
  let shown = location.search;

  function inView(element) {
    element.scrollIntoView({ block: "center" });
  }

  function unmark() {
    for (const mark of [...text.querySelectorAll("mark")]) {
      const plain = document.createElement("span");
      if (mark.id) plain.id = mark.id;
      if (mark.dataset.cell) plain.dataset.cell = mark.dataset.cell;
      plain.append(...mark.childNodes);
      mark.replaceWith(plain);
    }
    for (const line of text.querySelectorAll(".nb-marked")) line.classList.remove("nb-marked");
    for (const cell of document.querySelectorAll(".nb-here")) cell.classList.remove("nb-here");
    document.querySelector(".nb-asked")?.remove();
  }

  function note(cell) {
    const row = cell.closest("tr").querySelector("th");
    const words = document.createElement("p");
    words.className = "nb-asked";
    words.setAttribute("role", "status");
    const back = document.createElement("a");
    back.href = `#${cell.id}`;
    back.textContent = "回到表格";
    words.append(`已标出：${row.textContent.trim()} × ${cell.dataset.column}。`, back);
    text.before(words);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".nb-form-table td a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const asked = new URL(link.href);
    const address = `${asked.searchParams.get("row")}:${asked.searchParams.get("column")}`;
    const place = [...text.querySelectorAll("[data-cell]")].find((one) => one.dataset.cell === address);
    if (!place) return; // printed together with others: the server marks the whole row
    event.preventDefault();
    unmark();
    const mark = document.createElement("mark");
    if (place.id) mark.id = place.id;
    mark.dataset.cell = address;
    mark.append(...place.childNodes);
    place.replaceWith(mark);
    mark.closest("li").classList.add("nb-marked");
    const cell = link.closest("td");
    cell.classList.add("nb-here");
    note(cell);
    history.pushState(null, "", asked);
    shown = asked.search;
    inView(mark);
  });
  window.addEventListener("popstate", () => {
    if (location.search !== shown) location.reload(); // another cell, or none: the server knows
  });

  // A report may stand on one line, of which only the mark tells where to look.
  window.addEventListener("load", () => {
    const mark = text.querySelector("mark");
    if (mark && /^#L\d+$/.test(location.hash)) requestAnimationFrame(() => inView(mark));
  });
})();
