// The inbox of conversations keeps itself up to date; its title counts what waits for an answer.
const PAUSE = 5000;
const box = document.querySelector("[data-talks]");
const title = document.title;
let etag = "";
let calls = Number(box.querySelector("[data-calls]").dataset.calls);

async function look() {
  const response = await fetch(box.dataset.news, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store" });
  if (response.redirected) return window.location.reload(); // logged out
  if (response.status !== 200) return;
  etag = response.headers.get("ETag") ?? "";
  const focused = document.activeElement?.closest("[data-talks] a")?.getAttribute("href");
  box.innerHTML = await response.text();
  if (focused) box.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  tell();
}

function tell() {
  const now = Number(box.querySelector("[data-calls]").dataset.calls);
  document.title = now ? `(${now}) ${title}` : title;
  document.querySelector("[data-talks-status]").textContent = now > calls ? box.dataset.called : "";
  calls = now;
}

const again = () => look().catch(() => {}).finally(() => setTimeout(again, PAUSE));
tell();
setTimeout(again, PAUSE);
