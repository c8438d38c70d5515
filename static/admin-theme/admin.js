// unfold draws icons as words in an icon font ("arrow_back"): a screen reader must not read them out.
const hideIcons = (root) => {
  for (const icon of root.querySelectorAll(".material-symbols-outlined:not([aria-hidden])")) {
    icon.setAttribute("aria-hidden", "true");
  }
};

// Its scrolling boxes are all called "scrollable content", in English.
const nameBoxes = (root) => {
  for (const box of root.querySelectorAll(".simplebar-content-wrapper[aria-label='scrollable content']")) {
    box.setAttribute("aria-label", box.closest("#main") ? "表" : "メニュー");
  }
};

const mend = () => {
  hideIcons(document);
  nameBoxes(document);
};

document.addEventListener("DOMContentLoaded", () => {
  mend();
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
});
