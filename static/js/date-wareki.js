// Shows what was typed as a full date, 和暦 and day of the week, so that a slip of the finger is seen.
// The eras and the ways to write a year are those of municipalities/support/japanese_calendar.py.

const ERAS = [
  { name: "令和", letter: "R", start: "2019-05-01" },
  { name: "平成", letter: "H", start: "1989-01-08" },
  { name: "昭和", letter: "S", start: "1926-12-25" },
  { name: "大正", letter: "T", start: "1912-07-30" },
  { name: "明治", letter: "M", start: "1868-01-25" },
];
const ERA_YEAR = /^(令和|平成|昭和|大正|明治|[RHSTM])\s*(元|\d{1,2})年?$/i;

export function parseYear(typed) {
  const text = typed.normalize("NFKC").trim();
  const match = ERA_YEAR.exec(text);
  if (!match) return /^\d{4}年?$/.test(text) ? Number(text.slice(0, 4)) : null;
  const era = ERAS.find(({ name, letter }) => [name, letter].includes(match[1].toUpperCase()));
  return Number(era.start.slice(0, 4)) + (match[2] === "元" ? 0 : Number(match[2]) - 1);
}

export function parseDay(year, month, day) {
  const parts = [parseYear(year), ...[month, day].map((text) => number(text))];
  if (parts.includes(null)) return null;
  const date = new Date(0);
  date.setUTCFullYear(parts[0], parts[1] - 1, parts[2]);
  return date.getUTCMonth() === parts[1] - 1 && date.getUTCDate() === parts[2] ? date : null;
}

export function wareki(date) {
  const iso = date.toISOString().slice(0, 10);
  const era = ERAS.find(({ start }) => iso >= start);
  if (!era) return "";
  const year = date.getUTCFullYear() - Number(era.start.slice(0, 4)) + 1;
  return `${era.name}${year === 1 ? "元" : year}年`;
}

function number(text) {
  const plain = text.normalize("NFKC").trim();
  return /^\d{1,2}$/.test(plain) ? Number(plain) : null;
}

function describe(group) {
  const typed = ["year", "month", "day"].map((part) => group.querySelector(`[data-part="${part}"]`).value);
  const date = parseDay(...typed);
  if (!date) return "";
  const western = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return group.dataset.pattern
    .replace("{date}", western)
    .replace("{wareki}", wareki(date))
    .replace("{weekday}", group.dataset.weekdays[date.getUTCDay()]);
}

for (const group of globalThis.document?.querySelectorAll("[data-date]") ?? []) {
  const hint = group.querySelector("[data-wareki]");
  const show = () => (hint.textContent = describe(group));
  group.addEventListener("input", show);
  show();
}
