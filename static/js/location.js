// 現在地を使う: only where the browser can tell the place, and only when the button is pressed.

const LIMITS = { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 };
const DENIED = 1;

if (navigator.geolocation && window.isSecureContext) {
  for (const group of document.querySelectorAll("[data-location]")) {
    group.querySelector("[data-location-now]").hidden = false;
    group.querySelector("[data-location-button]").addEventListener("click", () => ask(group));
  }
}

function ask(group) {
  say(group, group.dataset.asking);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => fill(group, coords),
    (error) => say(group, error.code === DENIED ? group.dataset.denied : group.dataset.failed),
    LIMITS,
  );
}

function fill(group, coords) {
  for (const part of ["latitude", "longitude"]) {
    const input = group.querySelector(`[name$="-${part}"]`);
    input.value = coords[part].toFixed(6);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  say(group, group.dataset.found.replace("{meters}", Math.ceil(coords.accuracy)));
}

function say(group, sentence) {
  group.querySelector("[data-location-status]").textContent = sentence;
}
