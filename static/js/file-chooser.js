// Says which files were chosen, how large they are, and shows small pictures of them: the wrong photo is seen before it is sent.

const SIDE = 72; // CSS pixels
const KILO = 1024;

for (const chooser of document.querySelectorAll("[data-file-chooser]")) {
  const input = chooser.querySelector("input[type=file]");
  const show = () => list(chooser, [...input.files]);
  input.addEventListener("change", show);
  // Coming back, a browser may have kept the choice.
  window.addEventListener("pageshow", show);
}

function list(chooser, files) {
  chooser.querySelector("[data-chosen]").replaceChildren(...files.map(item));
  chooser.querySelector("[data-chosen-count]").textContent = sentence(chooser, files.length);
}

function sentence(chooser, count) {
  if (count === 0) return "";
  const { max, some, tooMany } = chooser.dataset;
  const room = Number(max) - chooser.closest("[data-field]").querySelectorAll("[data-file]").length;
  return (count > room ? tooMany : some).replace("{count}", count).replace("{room}", room);
}

function item(file) {
  const entry = document.createElement("li");
  const name = document.createElement("span");
  const size = document.createElement("span");
  name.textContent = file.name;
  size.textContent = sizeText(file.size);
  size.className = "file-size";
  name.append(size);
  entry.append(name);
  if (file.type.startsWith("image/")) addPicture(entry, file);
  return entry;
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
