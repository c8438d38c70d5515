// One conversation: what the resident says appears by itself, what the clerk says is sent without leaving the page.
const PAUSE = 4000;
const talk = document.querySelector("[data-talk]");
const text = document.querySelector("[data-talk-text]");
const status = document.querySelector("[data-talk-status]");
const form = document.querySelector("[data-talk-answer]");
let isLooking = false;

document.querySelector("[data-talk-insert]")?.addEventListener("click", () => {
  const canned = document.querySelector("[data-talk-canned]").value;
  text.value = [text.value.trimEnd(), canned].filter(Boolean).join("\n");
  text.focus();
});

text?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  text.form.requestSubmit();
});

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  status.textContent = await send();
  button.disabled = false;
  text.focus();
  await look();
});

async function send() {
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
    if (response.status !== 204) return (await response.json()).message;
  } catch {
    return talk.dataset.failed; // the same id: sent again, it is said once
  }
  text.value = "";
  form.querySelector("[data-talk-id]").value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  return "";
}

async function look() {
  if (!talk?.dataset.news || isLooking) return;
  isLooking = true;
  try {
    await show(await fetch(`${talk.dataset.news}?after=${talk.dataset.turns}`, { cache: "no-store" }));
  } catch {
    // the next look may find the line again
  }
  isLooking = false;
}

async function show(response) {
  if (response.redirected) return window.location.reload(); // logged out
  if (response.status === 410) status.textContent = (await response.json()).message;
  if (response.status !== 200) return;
  const news = await response.json();
  const lines = document.querySelector("[data-talk-lines]");
  lines.insertAdjacentHTML("beforeend", news.html);
  scrollToTheLast();
  talk.dataset.turns = news.turns;
  if (news.state !== talk.dataset.state) status.textContent = talk.dataset.changed;
}

function scrollToTheLast() {
  const log = document.querySelector("[data-talk-log]");
  log.scrollTop = log.scrollHeight;
}

const again = () => look().finally(() => setTimeout(again, PAUSE));
if (talk) {
  scrollToTheLast();
  setTimeout(again, PAUSE);
}
