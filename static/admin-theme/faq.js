// While an answer is written: what residents will read, questions that are nearly the same, and who would find it.
const PAUSE = 500;
const form = document.getElementById("faq-form");

const ask = async (address) => {
  const answer = await fetch(address, { method: "POST", body: new FormData(form) });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).html;
};

// Answers may overtake each other: only the last one asked for is shown.
const region = (id, address) => {
  const place = document.getElementById(id);
  let last = 0;
  return async () => {
    const own = ++last;
    try {
      const html = await ask(address);
      if (own === last) place.innerHTML = html;
      return true;
    } catch {
      return false;
    }
  };
};

const afterPause = (act) => {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
};

if (form) {
  document.documentElement.classList.add("faq-live");
  const preview = afterPause(region("faq-preview", form.dataset.preview));
  const neighbours = afterPause(region("faq-neighbours", form.dataset.neighbours));
  const reach = region("faq-reach", form.dataset.reach);
  form.addEventListener("input", (event) => {
    preview();
    if (event.target.name === "question") neighbours();
  });
  form.addEventListener("change", preview);
  const button = document.getElementById("faq-try");
  button.addEventListener("click", async () => {
    button.disabled = true;
    if (!(await reach())) document.getElementById("faq-reach").textContent = form.dataset.offline;
    button.disabled = false;
  });
}
