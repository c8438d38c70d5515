// Long lists: an editable combobox over the plain select (WAI-ARIA APG, combobox with list autocomplete), and a box that narrows
// a list of check boxes. The select and the check boxes are what is sent; without this script they are what is seen.

const MOST_SHOWN = 50;

for (const box of document.querySelectorAll("[data-combobox]")) startCombobox(box);
for (const box of document.querySelectorAll("[data-options-filter]")) startFilter(box);

function startCombobox(box) {
  const select = box.querySelector("select");
  const list = box.querySelector("[data-combobox-list]");
  const input = box.querySelector("[data-combobox-input]");
  const state = { box, select, list, input, active: -1 };
  input.id = select.id;
  select.removeAttribute("id");
  for (const name of ["aria-invalid", "aria-required", "aria-describedby"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  select.hidden = true;
  box.querySelector("[data-combobox-shown]").hidden = false;
  input.addEventListener("input", () => (set(state, exact(state)), open(state)));
  input.addEventListener("click", () => open(state));
  input.addEventListener("keydown", (event) => press(state, event));
  input.addEventListener("blur", () => close(state));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the input
  list.addEventListener("click", ({ target }) => choose(state, target.closest("[role=option]")));
  window.addEventListener("pageshow", () => (input.value = select.value ? select.selectedOptions[0].text : input.value));
}

function open(state) {
  const typed = state.select.value ? "" : plain(state.input.value); // what is chosen already narrows nothing
  const found = offered(state.select).filter((option) => matches(option.text, option.dataset.yomi, typed));
  state.list.replaceChildren(...found.slice(0, MOST_SHOWN).map((option, number) => item(state, option, number)));
  state.list.hidden = found.length === 0;
  state.input.setAttribute("aria-expanded", String(found.length > 0));
  mark(state, -1);
  say(state.box, found.length);
}

function item({ list, select }, option, number) {
  const entry = document.createElement("li");
  Object.assign(entry, { id: `${list.id}-${number}`, textContent: option.text });
  entry.dataset.value = option.value;
  entry.setAttribute("role", "option");
  entry.setAttribute("aria-selected", String(option.value === select.value));
  return entry;
}

function close(state) {
  state.list.hidden = true;
  state.input.setAttribute("aria-expanded", "false");
  mark(state, -1);
}

function press(state, event) {
  const entries = state.list.children;
  const isOpen = !state.list.hidden;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    if (!isOpen) open(state);
    const start = state.active < 0 && step < 0 ? entries.length : state.active;
    mark(state, (start + step + entries.length) % entries.length);
  } else if (event.key === "Enter") {
    if (isOpen) choose(state, entries[state.active]); // and never send the form from here
  } else if (event.key === "Escape") {
    if (isOpen) close(state);
    else set(state, (state.input.value = ""));
  } else return;
  event.preventDefault();
}

function mark(state, number) {
  state.list.children[state.active]?.removeAttribute("data-active");
  state.active = state.list.children.length ? number : -1;
  const entry = state.list.children[state.active];
  entry?.setAttribute("data-active", "");
  entry?.scrollIntoView({ block: "nearest" });
  if (entry) state.input.setAttribute("aria-activedescendant", entry.id);
  else state.input.removeAttribute("aria-activedescendant");
}

function choose(state, entry) {
  if (!entry) return;
  state.input.value = entry.textContent;
  set(state, entry.dataset.value);
  close(state);
}

function set({ select }, value) {
  if (select.value === value) return;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

// The value of the option that is called just so; "" where what is typed names none.
const exact = ({ select, input }) => offered(select).find((option) => plain(option.text) === plain(input.value))?.value ?? "";
const offered = (select) => [...select.options].filter((option) => option.value && !option.disabled);
const matches = (label, yomi, typed) => plain(label).includes(typed) || plain(yomi ?? "").includes(typed);

function startFilter(box) {
  const input = box.querySelector("input");
  const options = [...box.parentElement.querySelectorAll(".options > label")];
  box.hidden = false;
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  input.addEventListener("input", () => {
    const isKept = (option) => option.querySelector(":checked") || matches(option.textContent, option.dataset.yomi, plain(input.value));
    for (const option of options) option.toggleAttribute("data-filtered", !isKept(option));
    say(box, options.filter((option) => option.checkVisibility()).length);
  });
}

function say(box, count) {
  box.querySelector("[role=status]").textContent = count ? box.dataset.found.replace("{count}", count) : box.dataset.none;
}

// Katakana and half width find hiragana.
function plain(text) {
  const folded = text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  return folded.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}
