// Years and days as people write them. The eras and the ways to write a year are those of
// municipalities/support/japanese_calendar.py; tests/forms_app/schema/test_mirror.py holds the two together.

const ERAS = [
  { name: "令和", letter: "R", start: "2019-05-01", end: "9999-12-31" },
  { name: "平成", letter: "H", start: "1989-01-08", end: "2019-04-30" },
  { name: "昭和", letter: "S", start: "1926-12-25", end: "1989-01-07" },
  { name: "大正", letter: "T", start: "1912-07-30", end: "1926-12-25" },
  { name: "明治", letter: "M", start: "1868-01-25", end: "1912-07-30" },
];
const ERA_YEAR = /^(令和|平成|昭和|大正|明治|[RHSTM])\s*(元|\d{1,2})年?$/i;

/** "2026", "令和8", "R8" → 2026; null for anything else. */
export function parseYear(typed) {
  const text = typed.normalize("NFKC").trim();
  const match = ERA_YEAR.exec(text);
  if (!match) return /^\d{4}年?$/.test(text) ? Number(text.slice(0, 4)) : null;
  const era = ERAS.find(({ name, letter }) => [name, letter].includes(match[1].toUpperCase()));
  const year = match[2] === "元" ? 1 : Number(match[2]);
  return year === 0 ? null : Number(era.start.slice(0, 4)) + year - 1;
}

/** Three texts → a Date at midnight UTC; null where there is no such day. */
export function parseDay(year, month, day) {
  const numbers = [parseYear(year), number(month, "月"), number(day, "日")];
  if (numbers.includes(null) || numbers[0] === 0) return null;
  const date = new Date(0);
  date.setUTCFullYear(numbers[0], numbers[1] - 1, numbers[2]);
  return date.getUTCMonth() === numbers[1] - 1 && date.getUTCDate() === numbers[2] ? date : null;
}

/** Four texts, the first as it was chosen ("昭和", "西暦" or "") → as parseDay. Mirrors forms_app/schema/era_day.py. */
export function eraDay(chosen, year, month, day) {
  if (!chosen) return parseDay(year, month, day);
  const text = year.normalize("NFKC").trim();
  if (chosen === "西暦") return /^\d{4}年?$/.test(text) ? parseDay(text, month, day) : null;
  const era = ERAS.find(({ name }) => name === chosen);
  const number = era && /^ *(元|\d{1,2})年?$/.exec(text.startsWith(chosen) ? text.slice(chosen.length) : text);
  const date = number && parseDay(chosen + number[1], month, day);
  return date && isoDay(date) >= era.start && isoDay(date) <= era.end ? date : null;
}

/** "2026-11-23", "2026/11/23", "令和8年11月23日" → as parseDay. */
export function parseWholeDay(typed) {
  const match = /^(.{1,8}?)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed);
  return match && parseDay(match[1], match[2], match[3]);
}

/** "2026-11-23" */
export function isoDay(date) {
  return date.toISOString().slice(0, 10);
}

/** "令和8年"; "" before 明治. */
export function wareki(date) {
  const era = ERAS.find(({ start }) => isoDay(date) >= start);
  if (!era) return "";
  const year = date.getUTCFullYear() - Number(era.start.slice(0, 4)) + 1;
  return `${era.name}${year === 1 ? "元" : year}年`;
}

function number(typed, unit) {
  const match = /^(\d{1,2})(.?)$/.exec(typed.normalize("NFKC").trim());
  return match && ["", unit].includes(match[2]) ? Number(match[1]) : null;
}
