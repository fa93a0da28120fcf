// The link's own part stands behind # in the address, where no server sees it: put it into the form,
// and take it out of the address and what the browser remembers of it.
(function () {
  "use strict";

  function take() {
    const token = window.location.hash.slice(1);
    const field = document.getElementById("token");
    if (!field || token === "main" || !token) {
      return;
    }
    field.value = token;
    window.history.replaceState(null, "", window.location.pathname);
    hide();
  }

  function hide() {
    const field = document.getElementById("token");
    const whole = document.getElementById("link-field");
    if (field && field.value && whole && !whole.classList.contains("field--error")) {
      whole.hidden = true;
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    take();
    hide();
  });
  window.addEventListener("hashchange", take);
})();
