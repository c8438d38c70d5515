// Sends without leaving the page, so that a screen reader goes on from where it was: the log is a live region. Without this
// file each answer is a page of its own.

// Controls whose scripts run when a page opens: they get a page.
const OWN_SCRIPT = ".chat-control :is([data-date], [data-address], [data-location], [data-file-chooser], script)";
export const chat = document.querySelector("[data-chat]");
let isSending = false;

chat?.addEventListener("submit", async (event) => {
  const form = event.target;
  const goesElsewhere = event.submitter?.hasAttribute("formaction");
  if (goesElsewhere || form.matches(".chat-leave") || form.enctype === "multipart/form-data" && form.querySelector("input[type=file]")?.files.length) return;
  event.preventDefault();
  if (isSending) return;
  const data = new FormData(form);
  if (event.submitter?.name) data.set(event.submitter.name, event.submitter.value);
  await send(form.getAttribute("action"), data); // form.action would be its button of that name
});

chat?.addEventListener("keydown", (event) => {
  // Enter sends, as in every chat; Shift+Enter and the Enter that ends a conversion of kana do not.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-chat-text]")) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.form.requestSubmit();
});

async function send(address, data) {
  isSending = true;
  tell(chat.dataset.sending);
  try {
    const response = await fetch(address, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector("[data-chat]")) throw new Error("not the conversation");
    const speaksOtherwise = page.documentElement.lang !== document.documentElement.lang; // everything around it does too
    if (speaksOtherwise || page.querySelector(OWN_SCRIPT)) window.location.replace(response.url);
    else show(page);
  } catch {
    tell(chat.dataset.failed);
  }
  isSending = false;
}

// Only what is new is added: a live region reads what was added, and nothing twice. Returns the first of it.
export function append(page) {
  const log = chat.querySelector("[data-chat-log]");
  const known = log.children.length;
  log.append(...[...page.querySelector("[data-chat-log]").children].slice(known));
  return log.children[known];
}

export const isBusy = () => isSending;

export function show(page) {
  const first = append(page);
  for (const part of ["[data-chat-answer]", ".chat-leave"]) {
    const [before, after] = [chat.querySelector(part), page.querySelector(part)];
    if (before && after) before.replaceWith(after);
    else if (after) chat.append(after);
  }
  first?.scrollIntoView({ block: "start" });
  const next = chat.querySelector(".chat-control input:not([type=hidden]), .chat-control select, .chat-control textarea, .chat-choice, [data-chat-text]");
  next?.focus({ preventScroll: true });
}

function tell(text) {
  chat.querySelector("[data-chat-status]").textContent = text;
}
