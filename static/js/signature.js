// 手書きの署名: drawn with a finger, a pen or a mouse, and sent as a small picture. Typing one's name does as well.

const PAPER = "#ffffff";
const INK = "#000000";
const WIDTH = 5; // of 900 points

for (const group of document.querySelectorAll("[data-signature]")) start(group);

function start(group) {
  const canvas = group.querySelector("[data-signature-canvas]");
  const value = group.querySelector("[data-signature-value]");
  const pen = canvas.getContext("2d");
  group.querySelector("[data-signature-pad]").hidden = false;
  Object.assign(pen, { lineWidth: WIDTH, lineCap: "round", lineJoin: "round", strokeStyle: INK });
  blank(pen);
  showAgain(pen, value.value);
  canvas.addEventListener("pointerdown", (event) => begin(event, pen));
  canvas.addEventListener("pointermove", (event) => canvas.hasPointerCapture(event.pointerId) && draw(event, pen));
  canvas.addEventListener("lostpointercapture", () => keep(group, canvas.toDataURL("image/png"), group.dataset.drawn));
  group.querySelector("[data-signature-clear]").addEventListener("click", () => {
    blank(pen);
    keep(group, "", group.dataset.cleared);
  });
}

function begin(event, pen) {
  if (!event.isPrimary || event.button !== 0) return;
  event.preventDefault();
  event.target.setPointerCapture(event.pointerId);
  const [x, y] = place(event);
  pen.beginPath();
  pen.moveTo(x, y);
  line(pen, x, y); // a dot is a stroke too
}

function draw(event, pen) {
  // All the points since the last frame, where the browser tells them: a quick hand draws round letters.
  const moves = event.getCoalescedEvents?.() ?? [];
  for (const move of moves.length ? moves : [event]) line(pen, ...place(move, event.target));
}

function line(pen, x, y) {
  pen.lineTo(x, y);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x, y);
}

function place(event, canvas = event.target) {
  const box = canvas.getBoundingClientRect();
  const [left, top] = [box.left + canvas.clientLeft, box.top + canvas.clientTop];
  return [((event.clientX - left) * canvas.width) / canvas.clientWidth, ((event.clientY - top) * canvas.height) / canvas.clientHeight];
}

function blank(pen) {
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
}

function showAgain(pen, address) {
  if (!address.startsWith("data:image/png")) return;
  const picture = new Image();
  picture.addEventListener("load", () => pen.drawImage(picture, 0, 0));
  picture.src = address;
}

function keep(group, address, sentence) {
  const value = group.querySelector("[data-signature-value]");
  value.value = address;
  value.dispatchEvent(new Event("input", { bubbles: true }));
  group.querySelector("[data-signature-status]").textContent = sentence;
}
