// Applies a choice as it is made; without it the button does.
"use strict";

for (const form of document.querySelectorAll("form[data-applies]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
