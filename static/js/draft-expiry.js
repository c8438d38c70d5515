// A page left open: ten minutes before the draft is removed, a dialog asks whether to go on. Without this script the page
// says the date only.

import { save } from "./autosave.js";

const WARNING = 10 * 60 * 1000; // milliseconds
const LOOK_EVERY = 15 * 1000;

const dialog = document.querySelector("[data-draft-expiry]");
const until = document.querySelector("[data-draft-until]");
const title = dialog.querySelector("[data-title]");
const text = dialog.querySelector("[data-text]");
let deadline = after(dialog.dataset.draftExpiry);
let isDeclined;

document.addEventListener("draft-saved", ({ detail }) => {
  deadline = after(detail.seconds_left);
  until.textContent = detail.until;
  isDeclined = false;
  dialog.close();
});
// The Escape key: read, and not wanted.
dialog.addEventListener("cancel", () => (isDeclined = true));
dialog.querySelector("button").addEventListener("click", async () => {
  if (!(await save())) text.textContent = text.dataset.failed;
});
setInterval(look, LOOK_EVERY);
look();

function look() {
  const left = deadline - Date.now();
  if (left > WARNING || isDeclined) return;
  title.textContent = title.dataset.title.replace("{minutes}", Math.max(1, Math.ceil(left / 60000)));
  if (!dialog.open) dialog.showModal();
}

function after(seconds) {
  return Date.now() + Number(seconds) * 1000;
}
