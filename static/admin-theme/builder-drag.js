// Cards follow the pointer by their handle: mouse, pen and finger alike. The buttons do the same from the keyboard.
const INTO = { field: "group", group: "page" };
const EDGE = 80; // px from the window's edge where the page scrolls along
const STEP = 12; // px a frame

export const dragCards = (builder, { drop, say }) => {
  let drag = null;

  const begin = (event) => {
    const handle = event.target.closest("[data-drag]");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    const card = handle.closest("[data-kind]");
    const mark = Object.assign(document.createElement("div"), { className: "fe-drop-mark" });
    drag = { card, mark, place: null, x: event.clientX, y: event.clientY };
    card.classList.add("fe-dragged");
    handle.setPointerCapture(event.pointerId);
    say();
    requestAnimationFrame(scrollAlong);
  };

  const follow = (event) => {
    if (!drag) return;
    drag.x = event.clientX;
    drag.y = event.clientY;
    aim();
  };

  // A hand held still at the edge goes on scrolling.
  const scrollAlong = () => {
    if (!drag) return;
    const step = drag.y < EDGE ? -STEP : drag.y > window.innerHeight - EDGE ? STEP : 0;
    if (step) {
      window.scrollBy(0, step);
      aim();
    }
    requestAnimationFrame(scrollAlong);
  };

  const aim = () => {
    const { card, mark, x, y } = drag;
    const below = document
      .elementsFromPoint(x, y)
      .map((element) => element.closest?.(`[data-kind="${card.dataset.kind}"]`))
      .find((element) => element && element !== card);
    if (!below) return;
    const box = below.getBoundingClientRect();
    const isBefore = y < box.top + box.height / 2;
    below[isBefore ? "before" : "after"](mark);
    drag.place = { below, isBefore };
  };

  const end = (isDropped) => {
    if (!drag) return;
    const { card, place, mark } = drag;
    mark.remove();
    card.classList.remove("fe-dragged");
    drag = null;
    if (isDropped && place) settle(card, place);
  };

  const settle = (card, { below, isBefore }) => {
    const kind = card.dataset.kind;
    const parent = below.parentElement.closest(`[data-kind="${INTO[kind]}"]`)?.dataset.key ?? "";
    const siblings = [...below.parentElement.children].filter((each) => each.dataset.kind === kind && each !== card);
    const number = siblings.indexOf(below) - (isBefore ? 1 : 0);
    drop(card, parent, siblings[number]?.dataset.key ?? "");
  };

  builder.addEventListener("pointerdown", begin);
  builder.addEventListener("pointermove", follow);
  builder.addEventListener("pointerup", () => end(true));
  builder.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && end(false));
};
