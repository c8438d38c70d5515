// A second click while the first is on its way is ignored. The server would make one application of both anyway.

for (const form of document.querySelectorAll("[data-submit-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    show(form, true);
  });
  // Coming back with the browser's back button: the page is as it was left, so it must be usable again.
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    show(form, false);
  });
}

function show(form, isSending) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    // Not `disabled`: a disabled button would not send its own value.
    button.toggleAttribute("aria-disabled", isSending);
    if (isSending) button.setAttribute("aria-disabled", "true");
  }
  const text = form.querySelector("[data-sending-text]");
  if (text) text.textContent = isSending ? form.dataset.sending : "";
}
