// Shows what was typed as a full date, 和暦 and day of the week, so that a slip of the finger is seen.

import { eraDay, wareki } from "./japanese-calendar.js";

for (const group of document.querySelectorAll("[data-date]")) {
  const hint = group.querySelector("[data-wareki]");
  const show = () => (hint.textContent = describe(group));
  group.addEventListener("input", show);
  show();
}

function describe(group) {
  const typed = ["era", "year", "month", "day"].map((part) => group.querySelector(`[data-part$="${part}"]`)?.value ?? "");
  const date = eraDay(...typed);
  if (!date) return "";
  const western = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return group.dataset.pattern
    .replace("{date}", western)
    .replace("{wareki}", wareki(date))
    .replace("{weekday}", group.dataset.weekdays[date.getUTCDay()]);
}
