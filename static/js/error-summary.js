// What went wrong, or what was saved, is read first. Its links put the cursor into the control and keep the label in view.

const first = document.querySelector("[data-error-summary], [data-focus-first]");
first?.focus();

first?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!control) return;
  event.preventDefault();
  control.closest("details")?.setAttribute("open", "");
  const place = control.closest("[data-field], .field") ?? control;
  place.scrollIntoView({ block: "start" });
  focusable(control).focus({ preventScroll: true });
});

function focusable(control) {
  return control.matches("fieldset") ? (control.querySelector("input, select, textarea") ?? control) : control;
}
