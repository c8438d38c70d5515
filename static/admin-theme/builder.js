// The canvas without leaving it: links open beside it, buttons are pressed by fetch, and what the server answers with (the very
// pages that work without this script) replaces what stands there.
import { dragCards } from "./builder-drag.js";
import { livePreview } from "./builder-preview.js";
import { narrowConditions } from "./condition-inputs.js";

const PAUSE = 1500; // milliseconds after the last stroke

const builder = document.getElementById("builder");
const said = document.getElementById("builder-said");
const panel = document.getElementById("builder-panel");
const panelTitle = document.getElementById("builder-panel-title");
const panelBody = document.getElementById("builder-panel-body");
const panelState = document.getElementById("builder-panel-state");
const editorPath = new URL(builder.dataset.editor, location.href).pathname;
let opener = null; // the href of the link that opened the panel: the link itself may be drawn anew

const fetchPage = async (address, options = {}) => {
  const response = await fetch(address, { credentials: "same-origin", ...options });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { page, path: new URL(response.url).pathname, status: response.status };
};

const say = (text) => {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
};

const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

// --- the canvas ------------------------------------------------------------------------------------------------------

const lines = (root) => [...root.querySelectorAll("[data-kind]")].map((line) => line.id);

// `line`: what was edited. `isQuiet`: saved while typing, so that nothing is said above the canvas.
const redraw = (page, { line, isQuiet = false } = {}) => {
  const before = new Set(lines(document));
  for (const region of document.querySelectorAll("[data-live]")) {
    const drawn = page.getElementById(region.id);
    if (drawn && !(isQuiet && region.id === "builder-messages")) region.replaceWith(document.adoptNode(drawn));
  }
  if (!isQuiet) {
    say(words(document.querySelector("#builder-canvas [role=alert]")) || words(document.getElementById("builder-messages")));
  }
  const [made] = lines(document).filter((id) => !before.has(id));
  document.dispatchEvent(new CustomEvent("builder:drawn", { detail: { line: made ?? line } }));
  return made && document.getElementById(made);
};

const show = (line) => {
  line.scrollIntoView({ block: "nearest" });
  line.classList.add("fe-made");
};

// Where the keyboard was, or the nearest button to it that can be pressed.
const placeOf = (element) => {
  const line = element?.closest("[data-kind]");
  const name = (control) => control.getAttribute("formaction") ?? control.getAttribute("href");
  return line && { id: line.id, name: name(element), value: element.value };
};

const focusAt = (place) => {
  const line = place && document.getElementById(place.id);
  if (!line) return;
  const verbs = [...line.querySelectorAll(".fe-line-verbs")][0];
  const controls = [...verbs.querySelectorAll("a, button:not(:disabled)")];
  const same = controls.find(
    (each) => (each.getAttribute("formaction") ?? each.getAttribute("href")) === place.name && each.value === place.value,
  );
  (same ?? controls[0])?.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
};

let underway; // a link pressed meanwhile waits: it would be closed by the answer

const post = (address, data) => {
  builder.setAttribute("aria-busy", "true");
  underway = fetchPage(address, { method: "POST", body: data })
    .catch(() => {
      say(builder.dataset.offline);
      return null;
    })
    .finally(() => builder.removeAttribute("aria-busy"));
  return underway;
};

const isEditor = (answer) => answer.page.getElementById("builder") !== null;

const press = async (form, button) => {
  const place = placeOf(button);
  const answer = await post(button.formAction, new FormData(form, button));
  if (!answer) return;
  if (!isEditor(answer)) return location.reload();
  const made = redraw(answer.page, { line: place?.id });
  if (made) show(made);
  if (made || place) focusAt(made ? { id: made.id } : place);
  else document.querySelector(`[data-step="${button.dataset.step}"]`)?.focus();
};

const drop = async (card, parent, after) => {
  const form = document.querySelector("[data-canvas]");
  const data = new FormData(form);
  data.set("to", `${parent}/${after}`);
  const answer = await post(card.querySelector("[formaction]").formAction.replace(/move\/$/, "place/"), data);
  if (!answer) return;
  if (!isEditor(answer)) return location.reload();
  redraw(answer.page, { line: card.id });
  focusAt({ id: card.id });
};

// --- the panel -------------------------------------------------------------------------------------------------------

const fillPanel = (page) => {
  panelTitle.textContent = words(page.querySelector("h1")).split("›").pop().trim();
  panelBody.replaceChildren(...page.querySelector("#content").childNodes);
  panel.hidden = false;
  builder.classList.add("fe-with-panel");
  narrowConditions(panelBody);
  panel.scrollTop = 0;
  panelState.textContent = "";
  panel.classList.toggle("fe-autosaved", isAutosaved());
};

const openPanel = async (address) => {
  const answer = await fetchPage(address).catch(() => null);
  if (!answer) return say(builder.dataset.offline);
  if (isEditor(answer)) return redraw(answer.page);
  if (!answer.page.querySelector("#content")) return location.assign(address);
  fillPanel(answer.page);
  (panelBody.querySelector("[autofocus]") ?? panelTitle).focus();
};

const closePanel = async () => {
  if (isAutosaved() && timer && !(await autosave())) return;
  panel.hidden = true;
  panelBody.replaceChildren();
  builder.classList.remove("fe-with-panel");
  const link = opener && document.querySelector(`#builder-canvas a[href="${CSS.escape(opener)}"]`);
  link?.focus();
};

const sendPanel = async (form, button) => {
  forget();
  const data = new FormData(form, button);
  const answer = await post(button?.hasAttribute("formaction") ? button.formAction : panel.dataset.address, data);
  if (!answer) return;
  if (!isEditor(answer)) {
    fillPanel(answer.page);
    say(words(panelBody.querySelector("[role=alert], .errornote")) || words(panelTitle));
    (panelBody.querySelector("[aria-invalid=true], .errors input, .errors select, .errors textarea") ?? panelTitle).focus();
    return;
  }
  const made = redraw(answer.page, { line: lineOf(panel.dataset.address) });
  closePanel();
  if (made) {
    show(made);
    focusAt({ id: made.id });
  }
};

// --- what is typed into the panel of an existing question is saved a moment later --------------------------------------

let timer, saving;

const lineOf = (address) => /\/(page|group|field)\/([^/]+)\/edit\/$/.exec(address ?? "")?.slice(1).join("-");
const isAutosaved = () => !panel.hidden && Boolean(lineOf(panel.dataset.address)) && panelBody.querySelector("form") !== null;

const forget = () => {
  clearTimeout(timer);
  timer = undefined;
};

const later = () => {
  forget();
  timer = setTimeout(autosave, PAUSE);
};

// Resolves to whether nothing typed is left unsaved.
const autosave = async () => {
  forget();
  if (saving) return (await saving) && !timer;
  saving = saveTyped();
  const isSaved = await saving.finally(() => (saving = undefined));
  return isSaved && !timer;
};

const saveTyped = async () => {
  const form = panelBody.querySelector("form");
  const answer = await fetchPage(panel.dataset.address, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!answer) return tellState(builder.dataset.offline);
  if (answer.status === 409) {
    fillPanel(answer.page); // a colleague was first: what both have written stands side by side
    panelTitle.focus();
    return false;
  }
  if (!isEditor(answer)) return tellState(panelState.dataset.waiting);
  redraw(answer.page, { line: lineOf(panel.dataset.address), isQuiet: true });
  form.elements.revision.value = document.querySelector("[data-canvas] [name=revision]").value;
  tellState(panelState.dataset.saved);
  return true;
};

const tellState = (text) => {
  panelState.textContent = text;
  return false;
};

panel.addEventListener("input", () => {
  if (isAutosaved()) later();
});
window.addEventListener("beforeunload", (event) => {
  if (timer || saving) event.preventDefault();
});

const openLink = async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
  const inPanel = panel.contains(link);
  if (!inPanel && !link.hasAttribute("data-panel")) return;
  event.preventDefault();
  await underway;
  if (link.pathname === editorPath) return closePanel();
  if (isAutosaved() && timer && !(await autosave())) return;
  if (!inPanel) opener = link.getAttribute("href");
  panel.dataset.address = link.href;
  openPanel(link.href);
};

document.addEventListener("click", openLink);
document.getElementById("builder-panel-close").addEventListener("click", closePanel);
panel.addEventListener("keydown", (event) => event.key === "Escape" && closePanel());
document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select")) return;
  const step = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
  const button = step && document.querySelector(`[data-step="${step}"]`);
  if (!button) return;
  event.preventDefault();
  if (!button.disabled) button.click();
});
document.addEventListener("submit", (event) => {
  const inPanel = panel.contains(event.target);
  if (!inPanel && !event.target.matches("[data-canvas]")) return;
  event.preventDefault();
  if (inPanel) sendPanel(event.target, event.submitter);
  else if (event.submitter) press(event.target, event.submitter);
});

builder.classList.add("fe-live");
livePreview(builder);
dragCards(builder, { drop, say: () => say(builder.dataset.dragging) });
