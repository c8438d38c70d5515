// What is typed is kept on the server a moment after typing stops, and when the page is left or put into the background.
// Files are not: they are sent with the page. Without this script the buttons save, as ever.

const PAUSE = 1500; // milliseconds
const PATIENCE = 10000;
const SMALL = 15000; // characters: a browser refuses more than 64 KiB from a page that is being left

const form = document.querySelector("[data-autosave]");
const shown = form.elements["as-shown"];
const text = form.querySelector("[data-autosave-text]");
const touched = new Set();
let timer, underway, isSending, isOver, hasFailed;

form.addEventListener("input", note);
form.addEventListener("change", note);
form.addEventListener("submit", waitThenSend, true);
document.addEventListener("visibilitychange", () => (document.hidden ? saveBeforeLeaving() : saveWhatIsLeft()));
window.addEventListener("online", saveWhatIsLeft);
window.addEventListener("pagehide", saveBeforeLeaving);
window.addEventListener("pageshow", () => (isSending = false));
// Typed before this script was read, or put in again by a browser that comes back.
for (const control of form.querySelectorAll("[data-field] :is(input, select, textarea)")) {
  if (isChanged(control)) note({ target: control });
}

function isChanged(control) {
  if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control.options) return !(control.selectedOptions[0]?.defaultSelected ?? true) && control.selectedIndex > 0;
  return control.value !== control.defaultValue;
}

function note(event) {
  const key = event.target.closest("[data-field]")?.dataset.field.split("-")[0]; // of a row: its whole question
  if (!key || event.target.type === "file") return;
  touched.add(key);
  mark({ [key]: undefined });
  later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => (underway ? later() : save()), PAUSE);
}

/** What was touched goes with the page itself, but never before an older save: that one would undo it. */
function waitThenSend(event) {
  clearTimeout(timer);
  isSending = true;
  if (!underway) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  underway.then(() => form.requestSubmit(event.submitter));
}

function saveWhatIsLeft() {
  if (touched.size) later();
}

function saveBeforeLeaving() {
  if (touched.size && !isSending) save({ keepalive: true });
}

/** Keeps what was touched and gives the draft its seven days again. Resolves to whether it did. */
export function save({ keepalive = false } = {}) {
  if (isOver) return Promise.resolve(false);
  clearTimeout(timer);
  const sent = [...touched];
  touched.clear();
  underway = post(keepalive)
    .then(keep, (error) => fail(error, sent))
    .finally(() => (underway = undefined));
  return underway;
}

async function post(keepalive) {
  const body = new FormData(form);
  for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
  const isSmall = [...body.values()].join("").length < SMALL;
  const signal = keepalive ? undefined : AbortSignal.timeout(PATIENCE);
  const response = await fetch(form.dataset.autosave, { method: "POST", body, keepalive: keepalive && isSmall, signal });
  if (response.status === 410) isOver = true;
  if (!response.ok) throw new Error(isOver ? (await response.json()).message : "");
  return response.json();
}

function keep(answer) {
  hasFailed = false;
  mark(Object.fromEntries(Object.entries(answer.marks).filter(([key]) => !touched.has(key))));
  say(answer.message);
  document.dispatchEvent(new CustomEvent("draft-saved", { detail: answer }));
  return true;
}

function fail(error, sent) {
  sent.forEach((key) => touched.add(key));
  if (isOver) say(error.message);
  else if (!hasFailed) say(form.dataset.autosaveFailed);
  hasFailed = true;
  return false;
}

/** A question without a mark is saved whatever stands in it. */
function mark(marks) {
  shown.value = JSON.stringify({ ...JSON.parse(shown.value), ...marks });
}

/** The same words are not said again: a reader would hear them at every pause. */
function say(sentence) {
  if (text.textContent !== sentence) text.textContent = sentence;
}
