// The browser's mirror of forms_app/schema/formula.py: exact fractions of BigInt, rounded once by the question.

const LARGEST = 10n ** 30n;
const DAY = 86400000;

/** → {number: "12.5"}, or undefined. `question`: {formula, decimals, rounding}. `known`: comparables. */
export function calculate(question, known) {
  const value = evaluate(question.formula, known);
  if (value === undefined) return undefined;
  const text = decimalText(rounded(value, question.decimals, STEPS[question.rounding]));
  return text.replace(/^-/, "").split(".")[0].length > 15 ? undefined : { number: text };
}

function evaluate(node, known) {
  if (node.number !== undefined) return fraction(node.number);
  if (node.date !== undefined) return node.date;
  if (node.name !== undefined) return exact(known.get(node.name));
  if (node.call === "if") return branch(node.arguments, known);
  const values = node.arguments.map((argument) => evaluate(argument, known));
  if (node.call === "default") return values[0] ?? values[1];
  if (node.call === "sum" || node.call === "count") values[0] = (values[0] ?? []).filter((value) => value !== undefined);
  else if (values.includes(undefined)) return undefined;
  const result = FUNCTIONS[node.call](...values);
  return isFraction(result) && magnitude(result.top) > LARGEST * result.bottom ? undefined : result;
}

function branch([condition, then, otherwise], known) {
  const chosen = evaluate(condition, known);
  return chosen === undefined ? undefined : evaluate(chosen ? then : otherwise, known);
}

function exact(value) {
  if (Array.isArray(value)) return value.map(exact);
  if (value === undefined || value === null) return undefined;
  return value.number === undefined ? value.date : fraction(value.number);
}

function fraction(text) {
  const [whole, decimals = ""] = text.split(".");
  return { top: BigInt(whole + decimals), bottom: 10n ** BigInt(decimals.length) };
}

const isFraction = (value) => value?.bottom !== undefined;
const magnitude = (number) => (number < 0n ? -number : number);
const positiveBottom = (top, bottom) => (bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom });
const add = (a, b) => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
const negative = (a) => ({ top: -a.top, bottom: a.bottom });
const order = (a, b) => {
  if (!isFraction(a)) return a === b ? 0 : a < b ? -1 : 1;
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
};
const floor = ({ top, bottom }) => (top >= 0n || top % bottom === 0n ? top / bottom : top / bottom - 1n);
const ceil = (a) => -floor(negative(a));
const halfUp = ({ top, bottom }) => (top < 0n ? -1n : 1n) * ((magnitude(top) * 2n + bottom) / (bottom * 2n));
const STEPS = { down: floor, up: ceil, half_up: halfUp };
const whole = (number) => ({ top: BigInt(number), bottom: 1n });

function rounded(value, places, step) {
  const scale = 10n ** BigInt(Math.abs(places));
  if (places >= 0) return { top: step({ top: value.top * scale, bottom: value.bottom }), bottom: scale };
  return { top: step({ top: value.top, bottom: value.bottom * scale }) * scale, bottom: 1n };
}

function roundedAt(value, places, step) {
  const wanted = Number(places.top / places.bottom);
  return rounded(value, Math.max(Math.min(wanted, 10), -10), step);
}

function age(born, on) {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return whole(years - (on.slice(5) < born.slice(5) ? 1 : 0));
}

const FUNCTIONS = {
  "+": add,
  "-": (a, b) => add(a, negative(b)),
  "*": (a, b) => ({ top: a.top * b.top, bottom: a.bottom * b.bottom }),
  "/": (a, b) => (b.top === 0n ? undefined : positiveBottom(a.top * b.bottom, a.bottom * b.top)),
  "=": (a, b) => order(a, b) === 0,
  "!=": (a, b) => order(a, b) !== 0,
  "<": (a, b) => order(a, b) < 0,
  "<=": (a, b) => order(a, b) <= 0,
  ">": (a, b) => order(a, b) > 0,
  ">=": (a, b) => order(a, b) >= 0,
  sum: (rows) => rows.reduce(add, whole(0)),
  count: (rows) => whole(rows.length),
  min: (...numbers) => numbers.reduce((a, b) => (order(b, a) < 0 ? b : a)),
  max: (...numbers) => numbers.reduce((a, b) => (order(b, a) > 0 ? b : a)),
  round: (a, places) => roundedAt(a, places, halfUp),
  floor: (a, places) => roundedAt(a, places, floor),
  ceil: (a, places) => roundedAt(a, places, ceil),
  days: (start, end) => whole(Math.round((Date.parse(end) - Date.parse(start)) / DAY)),
  age,
};

/** `bottom` is a power of ten. */
function decimalText({ top, bottom }) {
  const places = String(bottom).length - 1;
  const digits = String(magnitude(top)).padStart(places + 1, "0");
  const text = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, "") : digits;
  return top < 0n && /[1-9]/.test(text) ? `-${text}` : text;
}
