// The conversation within the panel of another page (js/chat-opener.js): its links lead the whole page, Esc makes it small.

const isInPanel = window.parent !== window;
const tell = (what) => window.parent.postMessage({ chat: what }, location.origin);

function leave(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  link.target = "_top";
  tell("leaving");
}

if (isInPanel) {
  document.addEventListener("click", leave, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && tell("minimise"));
  new MutationObserver(() => tell("news")).observe(document.querySelector("[data-chat-log]"), { childList: true });
}
