// Says which files were chosen, how large they are, and shows small pictures of them: the wrong photo is seen before it is sent.

const SIDE = 72; // CSS pixels
const KILO = 1024;

for (const chooser of document.querySelectorAll("[data-file-chooser]")) {
  const show = () => list(chooser);
  for (const input of inputsOf(chooser)) input.addEventListener("change", show);
  // Coming back, a browser may have kept the choice.
  window.addEventListener("pageshow", show);
}

function inputsOf(chooser) {
  return [...chooser.querySelectorAll("input[type=file]")];
}

function list(chooser) {
  const items = inputsOf(chooser).flatMap((input) => [...input.files].map((file) => item(chooser, input, file)));
  chooser.querySelector("[data-chosen]").replaceChildren(...items);
  chooser.querySelector("[data-chosen-count]").textContent = sentence(chooser, items.length);
}

function sentence(chooser, count) {
  if (count === 0) return "";
  const { max, some, tooMany } = chooser.dataset;
  const room = Number(max) - chooser.closest("[data-field]").querySelectorAll("[data-file]").length;
  return (count > room ? tooMany : some).replace("{count}", count).replace("{room}", room);
}

function item(chooser, input, file) {
  const entry = document.createElement("li");
  const name = document.createElement("span");
  const size = document.createElement("span");
  name.textContent = file.name;
  size.textContent = sizeText(file.size);
  size.className = "file-size";
  name.append(size);
  entry.append(name, dropButton(chooser, input, file));
  if (file.type.startsWith("image/")) addPicture(entry, file);
  return entry;
}

/** Takes one file out of the choice; the others stay chosen. */
function dropButton(chooser, input, dropped) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small", textContent: chooser.dataset.drop });
  button.setAttribute("aria-label", chooser.dataset.dropName.replace("{name}", dropped.name));
  button.addEventListener("click", () => {
    const kept = new DataTransfer();
    for (const file of input.files) if (file !== dropped) kept.items.add(file);
    input.files = kept.files;
    list(chooser);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
  return button;
}

// Drawn, not linked: the page's policy allows no blob: addresses.
async function addPicture(entry, file) {
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIDE * window.devicePixelRatio;
    canvas.className = "file-picture";
    canvas.setAttribute("aria-hidden", "true");
    const scale = Math.max(canvas.width / bitmap.width, canvas.height / bitmap.height);
    const [width, height] = [bitmap.width * scale, bitmap.height * scale];
    canvas.getContext("2d").drawImage(bitmap, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
    bitmap.close();
    entry.prepend(canvas);
  } catch {
    // Not a picture this browser can draw: the name is enough.
  }
}

function sizeText(bytes) {
  if (bytes < KILO) return `${bytes} バイト`;
  const kilobytes = bytes / KILO;
  return kilobytes < KILO ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / KILO).toFixed(1)} MB`;
}
