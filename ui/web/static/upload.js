// Files dropped on a form, the progress of an upload, and the progress of reading on the server.
for (const area of document.querySelectorAll("[data-drop]")) {
  const input = area.querySelector("input[type=file]");
  const chosen = area.querySelector("[data-chosen]");
  const name = () => {
    const names = Array.from(input.files, (file) => file.name);
    chosen.textContent = names.length > 3 ? `${names.slice(0, 3).join("、")} 等 ${names.length} 个文件` : names.join("、");
  };
  input.addEventListener("change", name);
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add("nb-over"); });
  }
  for (const kind of ["dragleave", "drop"]) area.addEventListener(kind, () => area.classList.remove("nb-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = new DataTransfer();
    const dropped = Array.from(event.dataTransfer.files);
    for (const file of input.multiple ? dropped : dropped.slice(0, 1)) files.items.add(file);
    input.files = files.files;
    name();
  });
}

const form = document.querySelector("form[data-upload]");
if (form && form.dataset.upload === "here") {
  form.addEventListener("submit", () => { form.querySelector("[data-working]").hidden = false; });
} else if (form) {
  form.addEventListener("submit", send);
}
document.getElementById("found")?.focus();

function send(event) {
  event.preventDefault();
  const fault = form.querySelector("[data-fault]");
  const button = form.querySelector("button");
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  fault.textContent = "";
  button.disabled = true;
  form.querySelector("[data-progress]").hidden = false;
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) bar.value = sent.loaded / sent.total;
  });
  const refused = (message) => { fault.textContent = message; button.disabled = false; };
  request.addEventListener("load", () => {
    if (request.status === 200) location.assign(request.responseURL);
    else refused(told(request));
  });
  request.addEventListener("error", () => refused("没有传上去：文件可能太大，或连接断了。"));
  request.open("POST", form.action);
  request.send(new FormData(form));
}

// The server explains a refusal in a page or in one line.
function told(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  return (page.querySelector("[role=alert]") || page.body).textContent.trim() || "没有传上去。";
}

const watched = document.querySelector("[data-watch]");
if (watched) watch();

async function watch() {
  try {
    const state = await (await fetch(watched.dataset.watch)).json();
    if (state.state !== "reading") { location.reload(); return; }
    watched.querySelector("[data-done]").textContent = state.done;
    watched.querySelector("progress").value = state.done;
    watched.querySelector("[data-at-work]").textContent = state.at_work;
  } catch {
    // The next look may get through.
  }
  setTimeout(watch, 700);
}
