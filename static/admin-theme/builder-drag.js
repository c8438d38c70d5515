// Cards follow the pointer by their handle: mouse, pen and finger alike. The buttons do the same from the keyboard.
const INTO = { field: "group", group: "page" };
const EDGE = 80; // px from the window's edge where the page scrolls along

export const dragCards = (builder, { drop, say }) => {
  let drag = null;

  const begin = (event) => {
    const handle = event.target.closest("[data-drag]");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    const card = handle.closest("[data-kind]");
    drag = { card, place: null, mark: Object.assign(document.createElement("div"), { className: "fe-drop-mark" }) };
    card.classList.add("fe-dragged");
    handle.setPointerCapture(event.pointerId);
    say();
  };

  const follow = (event) => {
    if (!drag) return;
    const { card } = drag;
    if (event.clientY < EDGE) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
    const below = document
      .elementsFromPoint(event.clientX, event.clientY)
      .map((element) => element.closest?.(`[data-kind="${card.dataset.kind}"]`))
      .find((element) => element && element !== card);
    if (!below) return;
    const box = below.getBoundingClientRect();
    const isBefore = event.clientY < box.top + box.height / 2;
    below[isBefore ? "before" : "after"](drag.mark);
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
