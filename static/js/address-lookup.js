// Postal code → prefecture, city and town without leaving the page. Without this script the button asks the server.

for (const group of document.querySelectorAll("[data-address]")) {
  group.querySelector("[data-address-lookup]").addEventListener("click", (event) => {
    event.preventDefault();
    lookUp(group);
  });
}

async function lookUp(group) {
  const say = (sentence) => (group.querySelector("[data-address-status]").textContent = sentence);
  group.querySelector(".lookup-choices")?.remove();
  let addresses;
  try {
    addresses = await find(group);
  } catch {
    return say(group.dataset.failed);
  }
  if (addresses.length === 0) return say(group.dataset.missing);
  if (addresses.length === 1) return fill(group, addresses[0], say);
  say(group.dataset.choose);
  group.querySelector("[data-address-result]").append(choices(group, addresses, say));
}

async function find(group) {
  const address = new URL(group.dataset.lookupUrl, location.href);
  address.searchParams.set("postal_code", control(group, "postal_code").value);
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return (await response.json()).addresses;
}

function choices(group, addresses, say) {
  const list = document.createElement("ul");
  list.className = "lookup-choices";
  for (const address of addresses) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary";
    button.textContent = `${address.prefecture}${address.city}${address.town}`;
    button.addEventListener("click", () => {
      list.remove();
      fill(group, address, say);
    });
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  return list;
}

function fill(group, address, say) {
  for (const part of ["prefecture", "city", "town"]) {
    const input = control(group, part);
    // A number typed already after the town's name is kept.
    if (part === "town" && input.value.startsWith(address.town)) continue;
    input.value = address[part];
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  say(group.dataset.filled);
  control(group, "town").focus();
}

function control(group, part) {
  return group.querySelector(`[name$="-${part}"]`);
}
