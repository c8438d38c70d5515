// Judges pages with the browser's own modules, outside a browser. stdin: [{rules, raw}]; stdout: [{visible, required}].

import { readFileSync } from "node:fs";
import { walk } from "../../../static/js/conditions.js";

const cases = JSON.parse(readFileSync(0, "utf8"));
const judged = cases.map(({ rules, raw }) => {
  const { visible, required } = walk(rules, new Map(Object.entries(raw)));
  return { visible: [...visible].sort(), required: [...required].sort() };
});
process.stdout.write(JSON.stringify(judged));
