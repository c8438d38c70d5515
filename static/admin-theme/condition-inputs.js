// A row of a condition offers only what fits the question chosen. Without this script every comparison is offered,
// and the server says which fit. `root`: the page, or the panel of the canvas with a form just fetched.
export const narrowConditions = (root) => {
  const source = root.querySelector("#condition-questions");
  const questions = source ? JSON.parse(source.textContent) : {};
  for (const [number, row] of root.querySelectorAll("[data-condition-row]").entries()) {
    row.querySelector("[data-condition-field]").addEventListener("change", () => narrow(questions, row, number));
    narrow(questions, row, number);
  }
};

const narrow = (questions, row, number) => {
  const question = questions[row.querySelector("[data-condition-field]").value];
  const operator = row.querySelector("[data-condition-operator]");
  for (const option of operator.options) {
    option.hidden = option.disabled = Boolean(question && option.value && !question.operators.includes(option.value));
  }
  if (operator.selectedOptions[0]?.disabled) operator.value = "";
  const values = row.querySelector("[data-condition-value]");
  if (question) values.setAttribute("list", offered(question, number).id);
};

const offered = (question, number) => {
  const id = `condition-values-${number}`;
  const list = document.getElementById(id) ?? document.body.appendChild(document.createElement("datalist"));
  list.id = id;
  list.replaceChildren(...question.values.map((value) => new Option(value, value)));
  return list;
};

narrowConditions(document);
