// What conditions compare: a text, true, a list of texts, {number: "12.5"} or {date: "2026-11-23"}, as mirror.py writes them.

/** Negative, 0 or positive. Both are of one type: the definition saw to it. */
export function compare(a, b) {
  if (a.number !== undefined) return compareNumbers(a.number, b.number);
  const [left, right] = a.date === undefined ? [a, b] : [a.date, b.date];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** "-12.5" → 1 */
export function decimalPlaces(number) {
  return (number.split(".")[1] ?? "").length;
}

// 15 digits and 10 decimals are more than a double holds.
function compareNumbers(a, b) {
  const places = Math.max(decimalPlaces(a), decimalPlaces(b));
  const difference = scaled(a, places) - scaled(b, places);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function scaled(number, places) {
  return BigInt(number.replace(".", "") + "0".repeat(places - decimalPlaces(number)));
}
