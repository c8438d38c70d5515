// Shows and hides the questions of this page as they are answered. Nothing typed is lost: hidden controls are sent too, and
// the server leaves out what does not apply.

import { walk, walkRow } from "./conditions.js";

const form = document.querySelector(".apply-form");
const rules = JSON.parse(document.getElementById("form-rules").textContent);

form.addEventListener("input", apply);
form.addEventListener("change", apply);
// Coming back, a browser puts typed answers in again after the page was read.
window.addEventListener("pageshow", apply);
apply();

function apply() {
  const data = new FormData(form);
  const typed = new Map(rules.order.map((key) => [key, rawOf(rules.fields[key], key, data)]));
  const state = walk(rules, typed);
  for (const [key, field] of Object.entries(rules.fields)) {
    show(key, key, state);
    offer(place(key), state.offered.get(key));
    if (field.formula) tell(place(key), state.known.get(key));
    if (field.rows) typed.get(key).forEach((row, number) => applyRow(field.rows, row, `${key}-${number}-`));
  }
  for (const group of form.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-field]:not([hidden])");
  }
}

function applyRow(questions, row, prefix) {
  const state = walkRow(questions, row);
  for (const { key } of questions) show(prefix + key, key, state);
}

function place(name) {
  return form.querySelector(`[data-field="${name}"]`);
}

function show(name, key, { visible, required, disabled }) {
  const here = place(name);
  here.hidden = !visible.has(key);
  const controls = here.querySelector("[data-can-disable]");
  if (controls) controls.disabled = disabled.has(key);
  if (controls) here.querySelector("[data-disabled-text]").hidden = !disabled.has(key);
  if (visible.has(key)) mark(here, required.has(key));
}

/** `values`: the options on offer, or undefined: all of them. */
function offer(here, values) {
  if (values === undefined) return;
  for (const option of here.querySelectorAll("input[value], option:not([value=''])")) {
    const isOffered = values.includes(option.value);
    (option.closest("label") ?? option).hidden = !isOffered;
    if (option.matches("option")) option.disabled = !isOffered;
  }
}

function tell(here, value) {
  const result = here.querySelector("[data-calculated]");
  const [whole, decimals] = (value?.number ?? "").split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals ? `.${decimals}` : "");
  result.textContent = value ? text + result.dataset.unit : "";
  here.querySelector("[data-calculated-later]").hidden = Boolean(value);
}

function mark(place, isRequired) {
  for (const badge of place.querySelectorAll("[data-required-badge]")) badge.hidden = !isRequired;
  for (const badge of place.querySelectorAll("[data-optional-badge]")) badge.hidden = isRequired;
  for (const control of place.querySelectorAll("[data-requirable]")) {
    if (isRequired) control.setAttribute("aria-required", "true");
    else control.removeAttribute("aria-required");
  }
}

/** `name`: of the controls; within a row that is not the key. */
function rawOf({ type, parts, rows }, name, data) {
  if (rows) return [...Array(Number(data.get(`${name}-rows`))).keys()].map((number) => rowOf(rows, `${name}-${number}-`, data));
  if (parts.length) return Object.fromEntries(parts.map((part) => [part, data.get(`${name}-${part}`) ?? ""]));
  if (type === "choices") return data.getAll(name);
  if (type === "attachment") return files(name, data);
  return data.get(name) ?? "";
}

function rowOf(questions, prefix, data) {
  return Object.fromEntries(questions.map((question) => [question.key, rawOf(question, prefix + question.key, data)]));
}

/** Those the server has already, and those chosen just now. */
function files(key, data) {
  const sent = form.querySelectorAll(`[data-field="${key}"] [data-file]`);
  return [...sent, ...data.getAll(key).filter((file) => file.name)];
}
