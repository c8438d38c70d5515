// 現在地から探す: only where the browser can tell the place, and only when the button is pressed. The point is posted, not put into an address.

const LIMITS = { enableHighAccuracy: false, timeout: 15000, maximumAge: 300000 };
const DENIED = 1;
const form = document.querySelector("[data-garbage-here]");

if (form && navigator.geolocation && window.isSecureContext) {
  form.hidden = false;
  form.querySelector("button").addEventListener("click", ask);
}

function ask() {
  say(form.dataset.asking);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      form.elements.latitude.value = coords.latitude.toFixed(5);
      form.elements.longitude.value = coords.longitude.toFixed(5);
      form.submit();
    },
    (error) => say(error.code === DENIED ? form.dataset.denied : form.dataset.failed),
    LIMITS,
  );
}

function say(sentence) {
  form.querySelector("[data-status]").textContent = sentence;
}
