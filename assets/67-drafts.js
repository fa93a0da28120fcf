// Forms of which a draft is kept: what is filled in so far is told to a store after a pause.
(function () {
  "use strict";

  const PAUSE = 1000; // milliseconds
  let pause;

  function tell(form) {
    clearTimeout(pause);
    const { store, draft, ...about } = form.dataset;
    const filled = Object.fromEntries(new FormData(form));
    const sent = `${Date.now()}-${Math.random()}`;
    window.dash_clientside.set_props(draft, { data: { ...about, ...filled, sent } });
  }

  function later(event) {
    const form = event.target.closest("form[data-draft]");
    if (form) {
      clearTimeout(pause);
      pause = setTimeout(() => form.isConnected && tell(form), PAUSE);
    }
  }

  document.addEventListener("input", later);
  document.addEventListener("change", later);
  // What is sent needs no draft any more: one that came after would bring it back.
  document.addEventListener("submit", () => clearTimeout(pause), true);
})();
