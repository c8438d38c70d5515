// Shows and hides the questions of this page as they are answered. Nothing typed is lost: hidden controls are sent too, and
// the server leaves out what does not apply.

import { walk } from "./conditions.js";

const form = document.querySelector(".apply-form");
const rules = JSON.parse(document.getElementById("form-rules").textContent);

form.addEventListener("input", apply);
form.addEventListener("change", apply);
// Coming back, a browser puts typed answers in again after the page was read.
window.addEventListener("pageshow", apply);
apply();

function apply() {
  const data = new FormData(form);
  const { visible, required } = walk(rules, new Map(rules.order.map((key) => [key, raw(key, data)])));
  for (const [key, field] of Object.entries(rules.fields)) {
    const place = form.querySelector(`[data-field="${key}"]`);
    place.hidden = !visible.has(key);
    if (visible.has(key)) mark(place, required.has(key));
  }
  for (const group of form.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-field]:not([hidden])");
  }
}

function mark(place, isRequired) {
  for (const badge of place.querySelectorAll("[data-required-badge]")) badge.hidden = !isRequired;
  for (const badge of place.querySelectorAll("[data-optional-badge]")) badge.hidden = isRequired;
  for (const control of place.querySelectorAll("[data-requirable]")) {
    if (isRequired) control.setAttribute("aria-required", "true");
    else control.removeAttribute("aria-required");
  }
}

function raw(key, data) {
  const { type, parts } = rules.fields[key];
  if (parts.length) return Object.fromEntries(parts.map((part) => [part, data.get(`${key}-${part}`) ?? ""]));
  if (type === "choices") return data.getAll(key);
  if (type === "attachment") return files(key, data);
  return data.get(key) ?? "";
}

/** Those the server has already, and those chosen just now. */
function files(key, data) {
  const sent = form.querySelectorAll(`[data-field="${key}"] [data-file]`);
  return [...sent, ...data.getAll(key).filter((file) => file.name)];
}
