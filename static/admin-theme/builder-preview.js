// What residents will see, beside the canvas: drawn anew after every edit, at the page that was edited.
const REMEMBERED = "form-preview";

export const livePreview = (builder) => {
  const card = document.getElementById("builder-preview");
  const stage = card.querySelector(".fe-stage");
  let page = "";

  const address = () => `${card.dataset.frame}${page && `?page=${encodeURIComponent(page)}`}`;

  const load = () => {
    const frame = stage.querySelector("iframe");
    // A new frame, not a new address: the way back stays the editor's own.
    const fresh = frame.cloneNode();
    fresh.src = address();
    frame.replaceWith(fresh);
  };

  const show = (width) => {
    card.hidden = !width;
    stage.className = `fe-stage fe-stage-${width || "phone"}`;
    builder.classList.toggle("fe-with-preview", width === "phone");
    builder.classList.toggle("fe-with-wide-preview", width === "pc");
    for (const button of card.querySelectorAll("[data-preview]")) {
      if (!button.dataset.preview) continue;
      button.setAttribute("aria-pressed", String(button.dataset.preview === width));
    }
    document.querySelector("[data-canvas] [data-preview]").hidden = Boolean(width);
    if (width) load();
  };

  const shown = () => (card.hidden ? "" : stage.classList.contains("fe-stage-pc") ? "pc" : "phone");

  const choose = (width) => {
    show(width);
    try {
      sessionStorage.setItem(REMEMBERED, width);
    } catch {
      // A browser that keeps nothing shows the preview when asked.
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-preview]");
    if (!button) return;
    choose(button.dataset.preview);
    (shown() ? card.querySelector("[aria-pressed=true]") : document.querySelector("[data-canvas] [data-preview]"))?.focus();
  });
  document.addEventListener("builder:drawn", (event) => {
    page = document.getElementById(event.detail.line)?.closest('[data-kind="page"]')?.dataset.key ?? page;
    show(shown());
  });
  try {
    show(sessionStorage.getItem(REMEMBERED) ?? "");
  } catch {
    show("");
  }
};
