// Adding documents: each chosen file is sent by itself, its progress and what became of it shown.
(function () {
  "use strict";

  // Icon and class of each state, as the app's other states are shown.
  const SHOWN = {
    added: ["✓", "ok"],
    flagged: ["!", "watch"],
    known: ["i", "note"],
    restored: ["i", "note"],
    refused: ["×", "problem"],
  };
  const CHANGED = ["added", "flagged", "restored"];
  const UNREACHED = "The server cannot be reached. Send this file again in a moment.";
  const SIGNED_OUT = "You are signed out. Sign in again in a new tab, then send this file again.";

  // The bundle is drawn anew once files were added, with this form or without it; what was said stays.
  const said = [];
  let sending = false;
  let returning = false;

  function newItem(address, name) {
    const line = document.createElement("li");
    const words = document.createElement("span");
    const progress = document.createElement("progress");
    words.textContent = `${name}: sending`;
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", `Sent of ${name}`);
    line.append(words, progress);
    said.push({ address, line, page: window.location.pathname });
    return { name, line, progress };
  }

  function finish(item, state, sentence) {
    const [sign, kind] = SHOWN[state] || SHOWN.refused;
    const status = document.createElement("span");
    status.className = `status status--${kind}`;
    const icon = document.createElement("span");
    icon.setAttribute("aria-hidden", "true");
    icon.textContent = sign;
    status.append(icon, ` ${item.name}`);
    const words = document.createElement("span");
    words.textContent = ` ${sentence}`;
    item.line.replaceChildren(status, words);
  }

  function answered(request) {
    let body = {};
    try {
      body = JSON.parse(request.responseText);
    } catch {
      // A proxy may answer in its own words.
    }
    if (request.status === 401) {
      return ["refused", SIGNED_OUT];
    }
    const sentence = body.sentence || body.error || `The server answered ${request.status}.`;
    return [body.state || "refused", sentence];
  }

  function sendOne(form, file) {
    const address = form.getAttribute("action");
    const item = newItem(address, file.name);
    drawAll();
    if (file.size > Number(form.dataset.largest)) {
      finish(item, "refused", form.dataset.tooLarge);
      return Promise.resolve("refused");
    }
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const done = (state, sentence) => {
        finish(item, state, sentence);
        resolve(state);
      };
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) {
          item.progress.value = event.loaded / event.total;
        }
      });
      request.addEventListener("load", () => done(...answered(request)));
      request.addEventListener("error", () => done("refused", UNREACHED));
      request.addEventListener("abort", () => done("refused", UNREACHED));
      const body = new FormData();
      body.append("file", file);
      request.open("POST", address);
      request.setRequestHeader("Accept", "application/json");
      request.send(body);
    });
  }

  // One after the other: the server reads only a few at once, and the order on the page stays.
  async function sendAll(form) {
    const files = [...form.querySelector("input[type='file']").files];
    const button = form.querySelector("button");
    sending = true;
    button.setAttribute("aria-disabled", "true");
    const states = [];
    for (const file of files) {
      states.push(await sendOne(form, file));
    }
    sending = false;
    button.removeAttribute("aria-disabled");
    form.reset();
    if (states.some((state) => CHANGED.includes(state))) {
      returning = true;
      const data = `${Date.now()}-${Math.random()}`;
      window.dash_clientside.set_props(form.dataset.upload, { data });
    }
  }

  function drawAll() {
    document.querySelectorAll("[data-report]").forEach((report) => {
      const list = report.querySelector(".upload-said");
      const button = report.parentElement.querySelector("form[data-upload] button");
      said
        .filter((one) => one.address === report.dataset.report)
        .filter((one) => button || one.page === window.location.pathname)
        .filter((one) => one.line.parentElement !== list)
        .forEach((one) => list.append(one.line));
      // The button that was pressed is gone with the form that it was in.
      if (returning && !sending && document.activeElement === document.body) {
        returning = false;
        (button || report).focus({ preventScroll: true });
      }
    });
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-upload]")) {
      event.preventDefault();
      if (!sending) {
        sendAll(event.target);
      }
    }
  });

  window.addEventListener("beforeunload", function (event) {
    if (sending) {
      event.preventDefault();
    }
  });

  new MutationObserver(drawAll).observe(document.documentElement, {
    childList: true,
    subtree: true,
  });
})();
