// The browser's mirror of forms_app/schema/conditions.py and of the walk in answers.py. The server's word stands.
// `rules`: forms_app/schema/mirror.py.

import { compare } from "./comparables.js";
import { comparable } from "./typed-answers.js";

/** `raw`: Map of key → what stands in its controls. Sets of the keys shown and required. */
export function walk(rules, raw) {
  const known = new Map(Object.entries(rules.known));
  const visible = new Set(rules.order.filter((key) => visit(rules, key, raw, known)));
  const required = [...visible].filter((key) => isRequired(rules.fields[key], known));
  return { visible, required: new Set(required) };
}

function visit(rules, key, raw, known) {
  const field = rules.fields[key];
  const owners = [rules, rules.groups[field.group], field];
  if (!owners.every((owner) => owner.show_when === null || evaluate(owner.show_when, known))) return false;
  // Only a question that is shown is known to those after it.
  const value = comparable(field, raw.get(key));
  if (value !== undefined) known.set(key, value);
  return true;
}

function isRequired(field, known) {
  return field.required || (field.require_when !== null && evaluate(field.require_when, known));
}

export function evaluate(condition, known) {
  if (condition.all) return condition.all.every((part) => evaluate(part, known));
  if (condition.any) return condition.any.some((part) => evaluate(part, known));
  if (condition.not) return !evaluate(condition.not, known);
  return holds(condition.operator, known.get(condition.field), condition.value);
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
