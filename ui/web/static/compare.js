// Applies a choice as it is made; without it the button does.
"use strict";

(() => {
  const choices = document.getElementById("choices");
  choices?.addEventListener("change", () => choices.requestSubmit());
})();
