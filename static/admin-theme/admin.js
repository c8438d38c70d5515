// unfold draws icons as words in an icon font ("arrow_back"): a screen reader must not read them out.
const hideIcons = (root) => {
  for (const icon of root.querySelectorAll(".material-symbols-outlined:not([aria-hidden])")) {
    icon.setAttribute("aria-hidden", "true");
  }
};

document.addEventListener("DOMContentLoaded", () => {
  hideIcons(document);
  new MutationObserver(() => hideIcons(document)).observe(document.body, { childList: true, subtree: true });
});
