// What a person behind the counter says appears by itself. The page is asked for only when there is something to show: what the
// resident is typing stays, unless the conversation has come into other hands.
import { append, chat, isBusy, show } from "./chat.js";

const PAUSE = 4000;
const PAUSE_UNSEEN = 20000; // nobody looks at the page
const LONGEST_PAUSE = 60000;
let failures = 0;

const answer = () => chat.querySelector("[data-chat-answer]");

async function look() {
  const { news, page, turns, person } = answer().dataset;
  if (!news || isBusy()) return;
  const response = await fetch(`${news}?after=${turns}`);
  if (response.status === 410) return window.location.reload();
  if (response.status !== 200) return;
  const fresh = new DOMParser().parseFromString(await (await fetch(page)).text(), "text/html");
  const next = fresh.querySelector("[data-chat-answer]");
  if (!next || isBusy() || answer().dataset.turns !== turns) return;
  if (next.dataset.person !== person && !isTyping()) return show(fresh);
  append(fresh)?.scrollIntoView({ block: "nearest" });
  keepTyping(next);
}

const isTyping = () => Boolean(chat.querySelector("[data-chat-text]")?.value);

function keepTyping(next) {
  const standing = answer().querySelector("[data-chat-standing]");
  const fresh = next.querySelector("[data-chat-standing]");
  if (fresh) standing?.replaceWith(fresh);
  else standing?.remove();
  Object.assign(answer().dataset, { turns: next.dataset.turns, person: next.dataset.person ?? "" });
  if (!next.dataset.news) delete answer().dataset.news;
}

async function lookAgain() {
  try {
    await look();
    failures = 0;
  } catch {
    failures += 1;
  }
  wait();
}

function wait() {
  const pause = document.hidden ? PAUSE_UNSEEN : PAUSE;
  // Not all at the same moment, and less often where the line is bad.
  setTimeout(lookAgain, Math.min(pause * 2 ** failures, LONGEST_PAUSE) * (0.9 + Math.random() / 5));
}

if (chat) wait();
