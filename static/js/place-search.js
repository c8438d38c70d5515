// The name of a town → its point on the map, without leaving the page. Without this script the button asks the server.

for (const group of document.querySelectorAll("[data-location]")) {
  group.querySelector("[data-place-search]").addEventListener("click", (event) => {
    event.preventDefault();
    search(group);
  });
}

async function search(group) {
  group.querySelector(".lookup-choices")?.remove();
  let found;
  try {
    found = await ask(group);
  } catch {
    return say(group, group.dataset.searchFailed);
  }
  say(group, found.message);
  if (found.places.length) group.querySelector("[data-place-result]").append(choices(group, found.places));
}

async function ask(group) {
  // In the body: what somebody writes of a place belongs in no address and no access log.
  const body = new URLSearchParams({ q: control(group, "address").value });
  body.set("csrfmiddlewaretoken", group.closest("form").elements.csrfmiddlewaretoken?.value ?? "");
  const response = await fetch(group.dataset.searchUrl, { method: "POST", body });
  if (!response.ok && response.status !== 429) throw new Error(response.status);
  return response.json();
}

function choices(group, places) {
  const list = document.createElement("ul");
  list.className = "lookup-choices";
  list.setAttribute("role", "list");
  for (const place of places) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary";
    button.textContent = place.name;
    button.addEventListener("click", () => {
      list.remove();
      take(group, place);
    });
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  return list;
}

function take(group, place) {
  for (const part of ["address", "latitude", "longitude"]) control(group, part).value = place[part];
  // Both numbers stand before the map hears of them.
  for (const part of ["address", "latitude"]) control(group, part).dispatchEvent(new Event("input", { bubbles: true }));
  say(group, place.message);
  control(group, "address").focus();
}

function say(group, sentence) {
  group.querySelector("[data-place-status]").textContent = sentence;
}

function control(group, part) {
  return group.querySelector(`[name$="-${part}"]`);
}
