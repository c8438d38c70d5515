// A small map: nine pictures around a cross. Moved by finger, mouse, arrow keys or buttons; the place under the cross is the answer.
// Web Mercator as every tile server has it: a world of 256 × 2^zoom points.

const TILE = 256;
const ZOOMS = { least: 9, most: 18, wide: 14, near: 17 };
const STEP = 40; // points, for a key or a button
const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const JAPAN = { latitude: [20, 46], longitude: [122, 154] };
const SPOKEN_AFTER = 700; // milliseconds without a move

for (const box of document.querySelectorAll("[data-map]")) new PlaceMap(box);

function PlaceMap(box) {
  const group = box.closest("[data-location]");
  const screen = box.querySelector("[data-map-screen]");
  const inputs = Object.fromEntries(["latitude", "longitude"].map((part) => [part, group.querySelector(`[name$="-${part}"]`)]));
  const tiles = new Map();
  let centre = typed() ?? number(box.dataset);
  let zoom = typed() ? ZOOMS.near : ZOOMS.wide;
  let timer;

  const opener = group.querySelector("[data-map-open]");
  opener.hidden = false;
  opener.addEventListener("click", () => {
    opener.hidden = true;
    box.hidden = false;
    screen.focus();
    paint();
  });
  for (const button of box.querySelectorAll("[data-map-move]")) {
    button.addEventListener("click", () => step(button.dataset.mapMove));
  }
  for (const button of box.querySelectorAll("[data-map-zoom]")) {
    button.addEventListener("click", () => zoomBy(Number(button.dataset.mapZoom)));
  }
  box.querySelector("[data-map-clear]").addEventListener("click", () => write(null));
  for (const input of Object.values(inputs)) input.addEventListener("input", follow);
  screen.addEventListener("keydown", press);
  screen.addEventListener("pointerdown", grasp);
  new ResizeObserver(paint).observe(screen);

  /** What stands in the two inputs, if it is a place in Japan. */
  function typed() {
    const place = number({ latitude: inputs.latitude.value, longitude: inputs.longitude.value });
    const isThere = Object.entries(JAPAN).every(([part, [least, most]]) => place[part] >= least && place[part] <= most);
    return isThere ? place : null;
  }

  /** 現在地, or a number typed by hand. */
  function follow() {
    const place = typed();
    if (!place || (same(place.latitude, centre.latitude) && same(place.longitude, centre.longitude))) return;
    centre = place;
    zoom = Math.max(zoom, ZOOMS.near);
    paint();
  }

  function press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (MOVES[event.key]) step(event.key);
    else if (event.key === "+" || event.key === ";") zoomBy(1);
    else if (event.key === "-") zoomBy(-1);
    else return;
    event.preventDefault();
  }

  function step(name) {
    moveBy(...MOVES[name].map((direction) => direction * STEP));
  }

  function grasp(event) {
    if (!event.isPrimary || event.button !== 0) return;
    let [x, y] = [event.clientX, event.clientY];
    const drag = (move) => {
      moveBy(x - move.clientX, y - move.clientY);
      [x, y] = [move.clientX, move.clientY];
    };
    screen.setPointerCapture(event.pointerId);
    screen.addEventListener("pointermove", drag);
    screen.addEventListener("lostpointercapture", () => screen.removeEventListener("pointermove", drag), { once: true });
  }

  function moveBy(right, down) {
    const [x, y] = toPoints(centre, zoom);
    const place = toPlace(x + right, y + down, zoom);
    centre = Object.fromEntries(Object.entries(JAPAN).map(([part, ends]) => [part, between(place[part], ...ends)]));
    paint();
    write(centre);
  }

  function zoomBy(levels) {
    zoom = between(zoom + levels, ZOOMS.least, ZOOMS.most);
    paint();
  }

  function write(place) {
    for (const [part, input] of Object.entries(inputs)) input.value = place ? place[part].toFixed(6) : "";
    inputs.latitude.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    timer = setTimeout(() => say(place ? told(place) : box.dataset.cleared), SPOKEN_AFTER);
  }

  function told({ latitude, longitude }) {
    return box.dataset.at.replace("{latitude}", latitude.toFixed(5)).replace("{longitude}", longitude.toFixed(5));
  }

  function say(sentence) {
    box.querySelector("[data-map-status]").textContent = sentence;
  }

  function paint() {
    if (box.hidden) return;
    const [x, y] = toPoints(centre, zoom);
    const wanted = new Set();
    for (const right of [-1, 0, 1]) {
      for (const down of [-1, 0, 1]) {
        const [column, row] = [Math.floor(x / TILE) + right, Math.floor(y / TILE) + down];
        const tile = tileAt(column, row);
        wanted.add(tile.key);
        tile.picture.style.left = `${Math.round(screen.clientWidth / 2 + column * TILE - x)}px`;
        tile.picture.style.top = `${Math.round(screen.clientHeight / 2 + row * TILE - y)}px`;
      }
    }
    for (const [key, picture] of tiles) if (!wanted.has(key)) (picture.remove(), tiles.delete(key));
  }

  function tileAt(column, row) {
    const key = `${zoom}/${column}/${row}`;
    if (!tiles.has(key)) tiles.set(key, newTile(column, row));
    return { key, picture: tiles.get(key) };
  }

  function newTile(column, row) {
    const picture = new Image(TILE, TILE);
    picture.alt = "";
    picture.draggable = false;
    picture.addEventListener("load", () => (box.querySelector("[data-map-missing]").hidden = true));
    picture.addEventListener("error", () => {
      picture.hidden = true; // no sign of a broken picture
      const shown = [...tiles.values()].some((each) => !each.hidden);
      box.querySelector("[data-map-missing]").hidden = shown;
    });
    picture.src = box.dataset.tiles.replace("{z}", zoom).replace("{x}", column).replace("{y}", row);
    screen.prepend(picture);
    return picture;
  }
}

function toPoints({ latitude, longitude }, zoom) {
  const size = TILE * 2 ** zoom;
  const angle = (latitude * Math.PI) / 180;
  return [((longitude + 180) / 360) * size, ((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * size];
}

function toPlace(x, y, zoom) {
  const size = TILE * 2 ** zoom;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI;
  return { latitude, longitude: (x / size) * 360 - 180 };
}

function number({ latitude, longitude }) {
  return { latitude: parseFloat(latitude), longitude: parseFloat(longitude) };
}

function same(a, b) {
  return Math.abs(a - b) < 0.000001;
}

function between(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
