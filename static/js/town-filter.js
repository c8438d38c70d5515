// Narrows the list of municipalities while typing; without this script the whole list is there.

const form = document.querySelector("[data-town-filter]");

if (form) {
  form.hidden = false;
  form.querySelector("input").addEventListener("input", (event) => narrow(plain(event.target.value)));
}

function narrow(typed) {
  let count = 0;
  for (const region of document.querySelectorAll("[data-region]")) {
    const shown = [...region.querySelectorAll("[data-town]")].filter((town) => {
      town.hidden = !plain(town.dataset.town).includes(typed);
      return !town.hidden;
    });
    region.hidden = shown.length === 0;
    count += shown.length;
  }
  document.querySelector("[data-region-links]").hidden = typed !== "";
  const sentence = count ? form.dataset.result.replace("{count}", count) : form.dataset.none;
  form.querySelector("[data-town-count]").textContent = typed ? sentence : "";
}

// Katakana and half width find hiragana.
function plain(text) {
  const folded = text.normalize("NFKC").trim().toLowerCase();
  return folded.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}
