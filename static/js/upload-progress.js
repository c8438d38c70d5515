// Photos go ahead of the page and show how far they are; then the page is sent as ever, without them. Whatever goes wrong on
// the way, the page takes the files along itself: what the server has already, it knows again.

const form = document.querySelector(".apply-form[enctype]");
let isUnderway = false;

form?.addEventListener("submit", sendFilesFirst, true);
window.addEventListener("pageshow", () => (isUnderway = false));

function sendFilesFirst(event) {
  if (isUnderway) return stop(event); // a second click
  const inputs = [...form.querySelectorAll("input[type=file]")].filter((input) => input.files.length);
  if (event.defaultPrevented || !inputs.length) return;
  stop(event);
  isUnderway = true;
  const bar = progressBar();
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => (bar.value = loaded / total));
  request.addEventListener("loadend", () => {
    bar.remove();
    isUnderway = false;
    if (request.status !== 200) form.removeEventListener("submit", sendFilesFirst, true);
    else for (const input of inputs) input.value = "";
    form.requestSubmit(event.submitter);
  });
  request.open("POST", form.getAttribute("action")); // a button is called action, too
  request.send(body());
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function body() {
  const data = new FormData(form);
  data.set("action", "save");
  return data;
}

function progressBar() {
  const text = form.querySelector("[data-sending-text]");
  text.textContent = form.dataset.sending;
  const bar = document.createElement("progress");
  bar.className = "upload-progress";
  bar.max = 1;
  bar.setAttribute("aria-label", form.dataset.sending);
  text.after(bar);
  return bar;
}
