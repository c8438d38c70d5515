// The list of items while typing: the same page is asked for, and its list taken. Without this script the button does the same.

const PAUSE = 250; // milliseconds after the last key
const form = document.querySelector("[data-garbage-search]");
const results = document.querySelector("#garbage-results");
let timer;
let newest = 0;

form?.elements.q.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(search, PAUSE);
});
// Kana that become kanji: only what was decided on is looked for.
form?.elements.q.addEventListener("compositionend", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});

async function search() {
  const number = ++newest;
  const address = new URL(form.action);
  address.searchParams.set("q", form.elements.q.value);
  try {
    const answer = await fetch(address);
    if (!answer.ok || number !== newest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number === newest) results.replaceChildren(...page.querySelector("#garbage-results").childNodes);
  } catch {
    // The button still asks the server.
  }
}
