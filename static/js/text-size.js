// The letters change at once and nothing typed is lost; without this script the form's own request does it.

const form = document.querySelector("[data-text-size]");

form?.addEventListener("submit", (event) => {
  const chosen = event.submitter;
  if (!chosen) return;
  event.preventDefault();
  document.documentElement.className = `text-${chosen.value}`;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
  const address = new URL(form.action);
  address.searchParams.set("size", chosen.value);
  // The answer is a redirect that only sets the cookie: it is not followed.
  fetch(address, { redirect: "manual", keepalive: true }).catch(() => {});
});
