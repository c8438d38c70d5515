// The conversation over the page, in a panel that stays open from page to page. Without this file its link leads to its own page.

const KEPT = "chat-panel"; // for this tab: open; waiting: closed, while a person behind the counter is to answer; or nothing
const opener = document.querySelector("[data-chat-opener]");
const around = opener?.closest(".chat-opener");
const fillsScreen = window.matchMedia("(max-width: 47.99em), (max-height: 29.99em)");
let panel, frame;

opener?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
  event.preventDefault();
  open();
});

function build() {
  if (panel) return;
  panel = document.createElement("dialog");
  panel.className = "chat-panel";
  panel.lang = "ja";
  panel.setAttribute("aria-labelledby", "chat-panel-title");
  const head = panel.appendChild(element("div", { className: "chat-panel-head" }));
  head.append(
    element("h2", { id: "chat-panel-title", textContent: around.dataset.title }),
    element("a", { href: opener.href, textContent: around.dataset.whole }),
    element("button", { type: "button", className: "button button-small", textContent: around.dataset.minimise }),
  );
  head.querySelector("a").addEventListener("click", () => keep(""));
  head.querySelector("button").addEventListener("click", minimise);
  frame = panel.appendChild(element("iframe", { title: around.dataset.title, src: `${opener.href}#latest` }));
  frame.addEventListener("load", followTextSize);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && minimise());
  panel.addEventListener("cancel", (event) => { event.preventDefault(); minimise(); });
  around.after(panel);
}

const element = (name, facts) => Object.assign(document.createElement(name), facts);

function open() {
  build();
  if (fillsScreen.matches) panel.showModal();
  else panel.show();
  frame.focus();
  seen();
}

// On the next page it is there again, and the focus stays where a page begins.
function openAgain() {
  build();
  if (fillsScreen.matches) panel.showModal();
  else panel.open = true;
  seen();
}

function seen() {
  keep("open");
  opener.setAttribute("aria-expanded", "true");
  around.querySelector(".chat-opener-news").textContent = "";
}

function minimise() {
  panel.close();
  keep(isAwaited() ? "waiting" : "");
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
}

const isAwaited = () => Boolean(frame.contentDocument?.querySelector("[data-chat-answer][data-news]"));

// What the conversation tells its panel (js/chat-panel.js).
const TOLD = {
  minimise,
  leaving: () => fillsScreen.matches && keep(""), // the page that a link leads to is to be seen
  news: () => { if (!panel.open) around.querySelector(".chat-opener-news").textContent = around.dataset.news; },
};

window.addEventListener("message", (event) => {
  if (event.origin === location.origin && event.source === frame?.contentWindow) TOLD[event.data?.chat]?.();
});

function followTextSize() {
  const inside = frame.contentDocument?.documentElement;
  if (inside) inside.className = document.documentElement.className;
}
new MutationObserver(() => frame && followTextSize()).observe(document.documentElement, { attributeFilter: ["class"] });

// A browser may refuse to keep anything: then the panel is closed on the next page.
function keep(state) {
  try {
    if (state) sessionStorage.setItem(KEPT, state);
    else sessionStorage.removeItem(KEPT);
  } catch { /* refused */ }
}

function kept() {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

if (opener) {
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-expanded", "false");
  if (kept() === "open") openAgain();
  else if (kept() === "waiting") build(); // it asks for the answer, unseen
}
