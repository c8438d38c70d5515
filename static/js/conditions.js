// The browser's mirror of forms_app/schema/conditions.py and of the walk in answers.py. The server's word stands.
// `rules`: forms_app/schema/mirror.py.

import { compare } from "./comparables.js";
import { calculate } from "./formula.js";
import { comparable, isEmpty } from "./typed-answers.js";

/**
 * `raw`: Map of key → what stands in its controls. The keys shown, required and disabled; `offered`: key → options on offer;
 * `values`: what is known at the end.
 */
export function walk(rules, raw) {
  const known = new Map(Object.entries(rules.known));
  const state = { visible: new Set(), disabled: new Set(), offered: new Map(), known };
  for (const key of rules.order) visit(rules, key, raw.get(key), state);
  const required = [...state.visible].filter((key) => !state.disabled.has(key) && isRequired(rules.fields[key], known));
  return { ...state, required: new Set(required) };
}

function visit(rules, key, raw, state) {
  const field = rules.fields[key];
  const owners = [rules, rules.groups[field.group], field];
  if (!owners.every((owner) => owner.show_when === null || evaluate(owner.show_when, state.known))) return;
  // Only a question that is shown is known to those after it.
  state.visible.add(key);
  if (field.disable_when !== null && evaluate(field.disable_when, state.known)) {
    state.disabled.add(key);
    return;
  }
  remember(field, key, answerOf(field, key, raw, state), state.known);
}

function answerOf(field, key, raw, state) {
  if (field.formula) return calculate(field, state.known);
  const gone = Object.keys(field.options).filter((value) => !evaluate(field.options[value], state.known));
  if (Object.keys(field.options).length) state.offered.set(key, field.values.filter((value) => !gone.includes(value)));
  return field.rows ? answerOfRows(field, raw) : comparable(field, withoutOptions(raw, gone));
}

function withoutOptions(raw, gone) {
  if (Array.isArray(raw)) return raw.filter((value) => !gone.includes(value));
  return typeof raw === "string" && gone.includes(raw.trim()) ? "" : raw;
}

function remember(field, key, value, known) {
  if (value === undefined) return;
  known.set(key, field.rows ? value.count : value);
  if (field.rows) for (const [column, values] of value.columns) known.set(`${key}.${column}`, values);
}

/** The state of one row: forms_app/schema/fieldtypes/repeat.py. `raw`: {question: what stands in its controls}. */
export function walkRow(questions, raw) {
  const state = { visible: new Set(), disabled: new Set(), known: new Map(), isRefused: false };
  for (const question of questions) {
    if (question.show_when !== null && !evaluate(question.show_when, state.known)) continue;
    state.visible.add(question.key);
    if (question.disable_when !== null && evaluate(question.disable_when, state.known)) state.disabled.add(question.key);
    else visitInRow(question, raw[question.key], state);
  }
  const shown = questions.filter(({ key }) => state.visible.has(key) && !state.disabled.has(key));
  const required = shown.filter((question) => isRequired(question, state.known)).map(({ key }) => key);
  const isBlank = !state.isRefused && state.known.size === 0;
  return { ...state, required: new Set(required), isBlank };
}

function visitInRow(question, raw, state) {
  const value = comparable(question, raw);
  if (value !== undefined) state.known.set(question.key, value);
  else if (!isEmpty(raw)) state.isRefused = true;
}

/** {count, columns}, or undefined: no rows, or something in them that the server will refuse. */
function answerOfRows(field, raw) {
  const rows = (raw ?? []).map((row) => walkRow(field.rows, row));
  const filled = rows.filter((row) => !row.isBlank);
  const isRefused = filled.some((row) => row.isRefused || [...row.required].some((key) => !row.known.has(key)));
  if (isRefused || !filled.length || filled.length < field.min_rows || filled.length > field.max_rows) return undefined;
  const column = ({ key }) => [key, filled.filter((row) => row.known.has(key)).map((row) => row.known.get(key))];
  return { count: { number: String(filled.length) }, columns: new Map(field.rows.map(column)) };
}

function isRequired(field, known) {
  return field.required || (field.require_when !== null && evaluate(field.require_when, known));
}

export function evaluate(condition, known) {
  if (condition.all) return condition.all.every((part) => evaluate(part, known));
  if (condition.any) return condition.any.some((part) => evaluate(part, known));
  if (condition.not) return !evaluate(condition.not, known);
  if (condition.other) return known.has(condition.other) && compareTo(condition, known, known.get(condition.other));
  return compareTo(condition, known, condition.value);
}

function compareTo({ operator, field }, known, operand) {
  return holds(operator, known.get(field), operand);
}

const OPERATORS = {
  answered: () => true,
  equals: (value, operand) => compare(value, operand) === 0,
  not_equals: (value, operand) => compare(value, operand) !== 0,
  in: (value, operands) => operands.some((operand) => compare(value, operand) === 0),
  not_in: (value, operands) => operands.every((operand) => compare(value, operand) !== 0),
  contains: (value, operand) => value.includes(operand),
  greater_than: (value, operand) => compare(value, operand) > 0,
  at_least: (value, operand) => compare(value, operand) >= 0,
  less_than: (value, operand) => compare(value, operand) < 0,
  at_most: (value, operand) => compare(value, operand) <= 0,
};

function holds(operator, value, operand) {
  if (operator === "not_answered") return value === undefined;
  return value !== undefined && OPERATORS[operator](value, operand);
}
