// What stands in a control → what conditions compare, or undefined: not answered, or something the server will refuse.
// Mirrors forms_app/schema/fieldtypes as far as conditions can tell the difference. What only the server can judge
// (a telephone number, a reading, a pattern) counts as answered here.

import { compare, decimalPlaces } from "./comparables.js";
import { eraDay, isoDay, parseWholeDay } from "./japanese-calendar.js";

const LONGEST = { raw: 20000, number: 60, datePart: 20 };
// Signs at the ends that cannot be seen: municipalities/support/japanese_text.py.
const UNSEEN =
  " \\t\\n\\v\\f\\r\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000" +
  "\\u00ad\\u200b-\\u200f\\u2060\\u3164\\ufeff";
const ENDS = new RegExp(`^[${UNSEEN}]+|[${UNSEEN}]+$`, "g");
const REFUSED = /(?![\n\t])[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/u;
const NOT_COMPATIBILITY_IDEOGRAPHS = /[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu;
const DASHES = /[‐‑‒–—―−ー－ｰ]/g;
const NUMBER = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const NUMBER_LIMIT = { number: "1000000000000000" };

const TIME = /^(午前|午後)?(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分|(半))?)$/;

const TYPES = {
  text: (field, raw) => text(field, raw, /\n/),
  textarea: (field, raw) => text(field, raw, /(?!)/),
  number,
  date,
  date_range: dateRange,
  time,
  choice: (field, raw) => field.values.find((value) => value === cleaned(raw)),
  choices,
  bank_account: bankAccount,
  attachment: (field, raw) => raw.length >= field.min_files || undefined,
  hidden: (field, raw) => cleaned(raw) || undefined,
  signature: (field, raw) => Boolean(raw.drawn || (cleaned(raw.typed ?? "") && raw.confirmed)) || undefined,
};

/** `raw`: a text; a list for several choices and files; {part: text} for a composite. */
export function comparable(field, raw) {
  if (raw === undefined) return undefined;
  return (TYPES[field.type] ?? presence)(field, raw);
}

/** Nothing was typed or chosen: what cannot be seen is nothing. */
export function isEmpty(raw) {
  if (raw === undefined) return true;
  if (typeof raw === "string") return !trimmed(raw);
  return Object.values(raw).every((part) => typeof part === "string" && !trimmed(part));
}

function presence(field, raw) {
  if (field.readings) return new Map(Object.entries(field.readings)).get(signs(raw, LONGEST.number));
  if (field.parts.length) return field.needed.every((part) => cleaned(raw[part] ?? "")) || undefined;
  return (Array.isArray(raw) ? raw.length > 0 : Boolean(cleaned(raw))) || undefined;
}

const AT_JAPAN_POST = ["symbol", "postal_number", "holder"];
const AT_A_BANK = ["bank", "branch", "account_type", "number", "holder"];

function bankAccount(field, raw) {
  const isAtJapanPost = cleaned(raw.institution ?? "") ? raw.institution === "ゆうちょ銀行" : cleaned(raw.symbol ?? "");
  const needed = isAtJapanPost ? AT_JAPAN_POST : AT_A_BANK;
  return needed.every((part) => cleaned(raw[part] ?? "")) || undefined;
}

function text(field, raw, refused) {
  const typed = cleaned(raw);
  if (!typed || refused.test(typed)) return undefined;
  const length = [...typed].length;
  const fits = length >= field.min_length && length <= field.max_length;
  return fits ? (field.type === "text" ? typed.replaceAll("\t", " ") : typed) : undefined;
}

function number(field, raw) {
  const typed = withoutUnit(signs(raw, LONGEST.number).replace(DASHES, "-"), field.unit);
  if (!NUMBER.test(typed)) return undefined;
  const value = { number: plain(typed) };
  const isExact = decimalPlaces(value.number) <= field.decimals;
  return isExact && isCountable(value) && isWithin(field, value) ? value : undefined;
}

function plain(typed) {
  const number = typed.replaceAll(",", "").replace("+", "");
  return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
}

function isCountable({ number }) {
  return compare({ number: number.replace("-", "") }, NUMBER_LIMIT) < 0;
}

function withoutUnit(typed, unit) {
  const folded = unit.normalize("NFKC").replace(DASHES, "-");
  return folded && typed.endsWith(folded) ? typed.slice(0, -folded.length).trim() : typed;
}

function date(field, raw) {
  const value = dayOfParts(Object.fromEntries(field.parts.map((part) => [part, raw[part]])), "");
  return value && isWithin(field, value) ? value : undefined;
}

/** Its length in days, the first and the last counted. */
function dateRange(field, raw) {
  const [from, to] = ["from", "to"].map((side) => (raw[side]?.trim() ? wholeDay(raw[side]) : dayOfParts(raw, `${side}_`)));
  if (!from || !to || compare(to, from) < 0 || !isWithin(field, from) || !isWithin(field, to)) return undefined;
  const days = (Date.parse(to.date) - Date.parse(from.date)) / 86_400_000 + 1;
  const fits = days >= (field.min_days ?? 1) && days <= (field.max_days ?? Infinity);
  return fits ? { number: String(days) } : undefined;
}

function dayOfParts(raw, prefix) {
  const parts = ["era", "year", "month", "day"].map((part) => signs(raw[prefix + part] ?? "", LONGEST.datePart));
  const day = eraDay(...parts);
  return day && { date: isoDay(day) };
}

function wholeDay(typed) {
  const day = parseWholeDay(signs(typed ?? "", LONGEST.datePart));
  return day && { date: isoDay(day) };
}

function time(field, raw) {
  const found = TIME.exec(signs(raw, LONGEST.datePart).replaceAll(" ", ""));
  if (!found) return undefined;
  const [, half, hour, ...minutes] = found;
  const minute = found[5] ? 30 : Number(minutes.find(Boolean) ?? 0);
  if (Number(hour) > (half ? 11 : 23) || minute > 59) return undefined;
  const pad = (number) => String(number).padStart(2, "0");
  const value = `${pad(Number(hour) + (half === "午後" ? 12 : 0))}:${pad(minute)}`;
  return value >= field.min && value <= field.max ? value : undefined;
}

function isWithin(field, value) {
  return (field.min === null || compare(value, field.min) >= 0) && (field.max === null || compare(value, field.max) <= 0);
}

function choices(field, raw) {
  const chosen = field.values.filter((value) => raw.includes(value));
  return chosen.length && chosen.length >= field.min_choices && chosen.length <= field.max_choices ? chosen : undefined;
}

/** Composed, trimmed, line ends as LF; "" for nothing and for what is refused. */
function cleaned(raw) {
  if ([...raw].length > LONGEST.raw) return "";
  const typed = trimmed(raw);
  return REFUSED.test(typed) ? "" : typed;
}

function trimmed(raw) {
  const lines = raw.replace(/\r\n|[\r\u2028\u2029]/g, "\n");
  return lines.replace(NOT_COMPATIBILITY_IDEOGRAPHS, (run) => run.normalize("NFC")).replace(ENDS, "");
}

/** For numbers and dates: in ASCII where full width was typed, without invisible signs. */
function signs(raw, longest) {
  const typed = cleaned(raw.replace(/\p{Cf}/gu, ""));
  if (typed.includes("\n") || [...typed].length > longest) return "";
  return typed.replaceAll("\t", " ").normalize("NFKC").replace(ENDS, "");
}
