// The browser's own modules, outside a browser: each line of stdin is {call, …}, each line of stdout its answer.
// argv: the folder of the modules.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}`));
const { walk } = await load("conditions.js");
const { comparable } = await load("typed-answers.js");
const { parseYear, wareki } = await load("japanese-calendar.js");

const CALLS = {
  comparable: ({ rules, raw }) => comparable(rules, raw) ?? null,
  year: ({ typed }) => parseYear(typed),
  wareki: ({ day }) => wareki(new Date(day)),
  walk({ rules, raw }) {
    const { visible, required, disabled, offered, known } = walk(rules, new Map(Object.entries(raw)));
    const calculated = [...known].filter(([key]) => rules.fields[key]?.formula);
    return {
      visible: [...visible].sort(),
      required: [...required].sort(),
      disabled: [...disabled].sort(),
      offered: Object.fromEntries([...offered].map(([key, values]) => [key, [...values].sort()])),
      calculated: Object.fromEntries(calculated),
    };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(CALLS[asked.call](asked))}\n`);
}
