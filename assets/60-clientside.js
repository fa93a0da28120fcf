// Named functions that the app's clientside callbacks call, and what every page needs:
// messages for refused requests and the focus that follows a change of page.
(function () {
  "use strict";

  const COUNT_OF_QUESTIONS = 20;
  const PAUSE_IN_TYPING = 1000; // milliseconds
  let changedControl = "";

  const barHeight = new ResizeObserver(([bar]) => {
    const height = bar.target.getBoundingClientRect().height;
    document.documentElement.style.setProperty("--save-bar", `${height}px`);
    // A message that is too long to show whole scrolls, so the keyboard must be able to get there.
    const message = bar.target.querySelector(".save-bar__message");
    if (message.scrollHeight > message.clientHeight) {
      message.setAttribute("tabindex", "0");
    } else {
      message.removeAttribute("tabindex");
    }
  });

  // Supporting documents: forms tell a store what was filled in, and their callback does the rest.
  let decided = "";
  let decidedAt = 0;
  let unfolded = [];
  let lastForm = null;
  let lastSent = 0;
  const SAME_CLICK = 1000; // milliseconds

  function sendForm(form) {
    if (form === lastForm && Date.now() - lastSent < SAME_CLICK) {
      return;
    }
    lastForm = form;
    lastSent = Date.now();
    const { store, ...about } = form.dataset;
    const filled = Object.fromEntries(new FormData(form));
    decided = form.closest("details")?.id || "";
    decidedAt = placeOf(form);
    unfolded = [...document.querySelectorAll("details.answer[open]")].map((one) => one.id);
    const sent = `${lastSent}-${Math.random()}`;
    window.dash_clientside.set_props(store, { data: { ...about, ...filled, sent } });
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-store]")) {
      event.preventDefault();
      sendForm(event.target);
    }
  });

  function placeOf(form) {
    return form.querySelector("button").getBoundingClientRect().top;
  }

  // The page is drawn anew, yet what was open stays open, and what was decided where it was: a
  // second press in haste must not meet the form of another question.
  function keepPlace() {
    const form = document.getElementById(decided)?.querySelector("form[data-store]");
    decided = "";
    unfolded.map((id) => document.getElementById(id)).forEach((one) => one && (one.open = true));
    if (form) {
      window.scrollBy({ top: placeOf(form) - decidedAt, behavior: "instant" });
      const focus = document.activeElement;
      if (focus === document.body || focus.matches(".notice")) {
        form.querySelector("button").focus({ preventScroll: true });
      }
    }
  }

  // Plans: what is typed is kept as a draft after a pause, and saved when the field is left.
  let typing;
  const sentText = new WeakMap();

  function tellTyped(form) {
    clearTimeout(typing);
    const { typed, line, revision } = form.dataset;
    const data = { line, revision, new: form.dataset.new || "", text: form.elements.text.value };
    window.dash_clientside.set_props(typed, { data: { ...data, sent: String(Date.now()) } });
  }

  document.addEventListener("input", function (event) {
    const form = event.target.closest("form[data-typed]");
    if (form && event.target.name === "text") {
      clearTimeout(typing);
      typing = setTimeout(() => tellTyped(form), PAUSE_IN_TYPING);
    }
  });

  document.addEventListener("focusin", function (event) {
    const form = event.target.closest("form[data-leaving]");
    if (form && event.target.name === "text" && !sentText.has(form)) {
      sentText.set(form, event.target.value);
    }
  });

  // A button does what it says itself: to save first would make its revision an old one.
  document.addEventListener("focusout", function (event) {
    const form = event.target.closest("form[data-typed]");
    if (!form || event.target.name !== "text" || !form.isConnected) {
      return;
    }
    const text = event.target.value;
    if (text === (sentText.get(form) ?? event.target.defaultValue)) {
      return;
    }
    if (form.dataset.leaving && !event.relatedTarget?.closest("button")) {
      sentText.set(form, text);
      clearTimeout(typing);
      const { store, leaving, typed, ...about } = form.dataset;
      const filled = Object.fromEntries(new FormData(form));
      const sent = `${Date.now()}-${Math.random()}`;
      window.dash_clientside.set_props(store, { data: { ...about, ...filled, what: "left", sent } });
    } else if (event.relatedTarget?.form !== form) {
      tellTyped(form);
    }
  });

  // The button that was pressed is gone once the page is drawn anew.
  const PAUSE_AFTER_SAVING = 100; // milliseconds

  function focusMessage() {
    const message = document.querySelector(".plan-message .notice");
    if (message && document.activeElement === document.body) {
      message.setAttribute("tabindex", "-1");
      message.focus({ preventScroll: true });
    }
  }

  function goToPart() {
    const part = document.getElementById(window.location.hash.slice(1));
    if (!part) {
      return;
    }
    const fold = part.matches("details") ? part : part.querySelector(":scope > details");
    if (fold) {
      fold.open = true;
    }
    part.scrollIntoView();
    (fold?.querySelector("summary") || part).focus({ preventScroll: true });
  }

  window.addEventListener("hashchange", goToPart);

  // The reasons for a label show while the pointer or the focus is on it; Escape hides them.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      toggleClass("hushed", true);
    }
  });
  ["pointerover", "focusin"].forEach((name) =>
    document.addEventListener(name, function (event) {
      if (!event.target.closest(".why-label")) {
        toggleClass("hushed", false);
      }
    })
  );

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-copy]");
    if (button) {
      navigator.clipboard.writeText(button.dataset.copy).then(
        () => (button.textContent = "Copied"),
        () => (button.textContent = "The browser does not allow copying: use the CSV")
      );
    }
  });

  function toggleClass(name, on) {
    document.body.classList.toggle(name, on);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    frame: {
      showSwitches: function (introduction, definitions) {
        toggleClass("hide-introductions", !introduction);
        toggleClass("show-definitions", Boolean(definitions));
        return window.dash_clientside.no_update;
      },
      // A record arrives after its page, so the browser's own jump to an anchor comes too soon.
      goToAnchor: function () {
        const anchor = document.getElementById(window.location.hash.slice(1));
        if (anchor) {
          anchor.scrollIntoView();
          anchor.focus({ preventScroll: true });
        }
        return window.dash_clientside.no_update;
      },
    },
    sen2: {
      // The address in its shortest form, without what is as usual or could not be had.
      keepAddress: function (address) {
        if (address && address.split("?")[0] === window.location.pathname) {
          const whole = address + window.location.hash;
          window.history.replaceState(window.history.state, "", whole);
        }
        // Controls that were made anew lost the focus.
        const changed = changedControl;
        changedControl = "";
        setTimeout(() => {
          if (changed && document.activeElement === document.body) {
            document.getElementById(changed)?.focus({ preventScroll: true });
          }
        });
        return window.dash_clientside.no_update;
      },
    },
    documents: {
      // Go to the sentence that was asked for, or to the part that the address names.
      arrive: function () {
        const here = document.getElementById("here");
        if (here) {
          here.scrollIntoView({ block: "center" });
          here.focus({ preventScroll: true });
        } else if (decided) {
          keepPlace();
        } else {
          goToPart();
        }
        return window.dash_clientside.no_update;
      },
    },
    plans: {
      // Go to the form that was opened or the line that was asked for; after a save the focus, if
      // its place is gone, goes to the message.
      arrive: function () {
        clearTimeout(typing);
        const opened = document.querySelector(".plan-line--open, .plan-said");
        if (document.querySelector(".plan-message .notice")) {
          setTimeout(focusMessage, PAUSE_AFTER_SAVING);
        } else if (opened) {
          opened.scrollIntoView({ block: "center" });
          opened.querySelector("textarea")?.focus({ preventScroll: true });
        } else {
          goToPart();
        }
        return window.dash_clientside.no_update;
      },
      // The open form learns of its new revision, so that the next save follows it.
      tell: function (saved, draft) {
        const ids = window.dash_clientside.callback_context.triggered.map((one) => one.prop_id);
        const told = ids.some((id) => id.includes("draft")) ? draft : saved;
        const forms = [...document.querySelectorAll("form[data-line]")];
        forms.filter((form) => form.dataset.line === told?.line).forEach((form) => {
          form.dataset.revision = told.revision ?? form.dataset.revision;
          const place = form.querySelector(".plan-editor__state");
          if (place) {
            place.textContent = told.words;
          }
        });
        return window.dash_clientside.no_update;
      },
    },
    feedback: {
      // What was made stands above the form that made it, and is shown once.
      showMade: function (message) {
        const place = document.querySelector(".feedback-message");
        if (message && place) {
          place.setAttribute("tabindex", "-1");
          setTimeout(() => place.focus(), PAUSE_AFTER_SAVING);
        }
        return window.dash_clientside.no_update;
      },
    },
    form: {
      // What was done may have taken the button that did it away, and stands above the form.
      showDone: function () {
        const message = document.querySelector(".account-message .notice");
        if (message) {
          message.setAttribute("tabindex", "-1");
          message.focus();
        }
        return window.dash_clientside.no_update;
      },
    },
    assessment: {
      // What has the focus must not end up behind the bar that stays in view.
      watchBar: function () {
        barHeight.disconnect();
        barHeight.observe(document.querySelector(".save-bar"));
        return window.dash_clientside.no_update;
      },
      // The button that was pressed is gone once it has done its work.
      keepFocus: function () {
        const focus = document.activeElement;
        if (focus === document.body || !focus.checkVisibility()) {
          document.querySelector(".save-bar .button").focus({ preventScroll: true });
        }
        return window.dash_clientside.no_update;
      },
      restNone: function (clicks, ...scores) {
        if (!clicks) {
          return scores.map(() => window.dash_clientside.no_update);
        }
        return scores.map((score) => (score === null || score === undefined ? 0 : score));
      },
      // The last value says whether the reader may not answer.
      progress: function (...scores) {
        const mayNotAnswer = scores.pop();
        const answered = scores.filter((score) => score !== null && score !== undefined).length;
        const complete = answered === COUNT_OF_QUESTIONS;
        const words = complete ? "All 20" : `${answered} of ${COUNT_OF_QUESTIONS}`;
        // Who may not answer is offered no shortcut to answering.
        return [`${words} questions answered.`, complete || mayNotAnswer];
      },
    },
  });

  // SEN2: what is chosen stands in the address, which Dash is told of without changing the page.
  // After # stands which controls are shown, so that the server leaves them alone if it would show
  // the same ones: what has the focus then keeps it.
  function choose(form) {
    const query = new URLSearchParams(window.location.search);
    query.delete("add");
    form.querySelectorAll("[name]").forEach((control) => query.delete(control.name));
    for (const [name, value] of new FormData(form)) {
      query.set(name, value === "on" ? "yes" : value);
    }
    [...query].filter(([, value]) => !value).forEach(([name]) => query.delete(name));
    changedControl = document.activeElement.id;
    const address = `${window.location.pathname}?${query}`;
    window.history.pushState({}, "", address);
    const place = form.id.replace(/-form$/, "-address");
    window.dash_clientside.set_props(place, { data: `${address}#${form.dataset.shown}` });
  }

  document.addEventListener("change", function (event) {
    const form = event.target.closest("form.sen2-choices");
    if (form) {
      choose(form);
    }
  });

  // Dash's own address does not know what was pushed past it, so it may not see the way back.
  window.addEventListener("popstate", function () {
    const form = document.querySelector("form.sen2-choices");
    if (form && form.dataset.path === window.location.pathname) {
      const place = form.id.replace(/-form$/, "-address");
      const address = window.location.pathname + window.location.search;
      window.dash_clientside.set_props(place, { data: address });
    }
  });

  document.addEventListener("submit", function (event) {
    if (event.target.matches("form.sen2-choices, form[data-pressed]")) {
      event.preventDefault();
    }
  });

  // The picture of a chart as a file. A PNG is drawn from the SVG, since the page lets images in
  // from itself and from data only.
  async function savePicture(button) {
    const graph = button.closest("figure").querySelector(".js-plotly-plot");
    const { width, height } = graph.getBoundingClientRect();
    const svg = await window.Plotly.toImage(graph, { format: "svg", width, height });
    const kind = button.dataset.picture;
    const link = document.createElement("a");
    link.href = kind === "svg" ? svg : await asPng(svg, width, height);
    link.download = `${button.dataset.name}.${kind}`;
    link.click();
  }

  async function asPng(svg, width, height) {
    const image = new Image();
    image.src = svg;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-picture]");
    if (button) {
      savePicture(button);
    }
    if (event.target.closest("button[data-print]")) {
      window.print();
    }
  });

  // What a press did may be said far from the button, and is then brought into view. Where the
  // part that was drawn anew took the button away, the notice takes the focus that went with it.
  let pressed = false;
  let said = null;
  document.addEventListener("click", function (event) {
    pressed = Boolean(event.target.closest("main button")) || pressed;
  });
  ["keydown", "pointerdown"].forEach((name) =>
    document.addEventListener(name, function () {
      said = null;
    }, true)
  );
  function keepFocus() {
    const notice = said?.isConnected && said.querySelector(".notice");
    if (notice && document.activeElement === document.body) {
      notice.setAttribute("tabindex", "-1");
      notice.focus({ preventScroll: true });
    }
  }
  document.addEventListener("change", function () {
    pressed = false;
  });
  function bringIntoView(place) {
    const notice = place.querySelector(".notice");
    if (pressed && notice && place.dataset.dashIsLoading !== "true") {
      pressed = false;
      said = place;
      notice.scrollIntoView({ block: "nearest" });
    }
  }

  // What is wrong in a form stands in a summary whose sentences lead to its fields, and again at
  // each field. The components pass no aria attribute on, so a control learns here of its hint and
  // its error.
  const SUMMARY = ".error-summary";

  function markField(place) {
    const id = place.id.replace(/-error$/, "");
    const control = document.getElementById(id);
    const links = [...document.querySelectorAll(`${SUMMARY} a[href="#${id}"]`)];
    const words = links.length ? `Error: ${links.map((link) => link.textContent).join(" ")}` : "";
    // The page is watched for changes, so nothing is written that stands there already.
    if (place.textContent !== words) {
      place.textContent = words;
    }
    control?.setAttribute("aria-invalid", String(Boolean(words)));
    const about = [`${id}-hint`, place.id].filter((one) => document.getElementById(one));
    control?.setAttribute("aria-describedby", about.join(" "));
    place.closest(".field").classList.toggle("field--error", Boolean(words));
  }

  // A summary that tells the same again is a new one to Dash. An older one of another form keeps
  // its place, and the focus goes to the newest.
  function tellErrors(records) {
    document.querySelectorAll("main .field__error").forEach(markField);
    const added = records.flatMap((record) => [...record.addedNodes]);
    const told = added
      .filter((node) => node instanceof HTMLElement && node.isConnected)
      .flatMap((node) => (node.matches(SUMMARY) ? [node] : [...node.querySelectorAll(SUMMARY)]))
      .pop();
    if (told) {
      pressed = false;
      told.focus();
    }
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest(`main ${SUMMARY} a`);
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) {
      return;
    }
    event.preventDefault();
    for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    (control.closest(".field") || control).scrollIntoView({ block: "nearest" });
    control.focus({ preventScroll: true });
  });

  new MutationObserver(function (records) {
    tellErrors(records);
    for (const { target } of pressed ? records : []) {
      const place = (target.closest ? target : target.parentElement)?.closest("main [role='status']");
      if (place) {
        requestAnimationFrame(() => bringIntoView(place));
      }
    }
    if (pressed || said) {
      requestAnimationFrame(keepFocus);
    }
  }).observe(document.documentElement, {
    attributeFilter: ["data-dash-is-loading"],
    characterData: true,
    childList: true,
    subtree: true,
  });

  // Paper cannot be unfolded, so what belongs on it is open while it is printed.
  window.addEventListener("beforeprint", function () {
    for (const fold of document.querySelectorAll(".details--printed:not([open])")) {
      fold.open = fold.dataset.forPaper = true;
    }
  });
  window.addEventListener("afterprint", function () {
    for (const fold of document.querySelectorAll("[data-for-paper]")) {
      fold.open = false;
      delete fold.dataset.forPaper;
    }
  });

  // A field tells its value when it loses focus; a pause in typing counts as that, so that words
  // are kept in the draft before anybody leaves the field. The caret stays where it is.
  let pause;
  document.addEventListener("input", function (event) {
    if (event.target.matches(".form textarea, .form input[type='text']")) {
      clearTimeout(pause);
      const leave = new FocusEvent("focusout", { bubbles: true });
      pause = setTimeout(() => event.target.dispatchEvent(leave), PAUSE_IN_TYPING);
    }
  });

  // Dash has no component for choosing files, so a place for one is given its field here.
  function addFileField(place) {
    const field = document.createElement("input");
    field.type = "file";
    field.multiple = !("single" in place.dataset);
    field.required = true;
    field.name = place.dataset.fileField;
    field.accept = place.dataset.accept;
    place.append(field);
  }

  // A tree of plain elements that came as words: Dash would keep watch over each of them.
  const drawnFrom = new WeakMap();

  function element({ type, props }) {
    const { children, className, ...rest } = props;
    const made = document.createElement(type);
    made.className = className || "";
    Object.entries(rest).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...[children].flat(Infinity).filter((one) => one != null).map(inside));
    return made;
  }

  function inside(one) {
    return typeof one === "object" ? element(one) : String(one);
  }

  function draw(place) {
    const words = place.dataset.drawn;
    if (drawnFrom.get(place) !== words) {
      drawnFrom.set(place, words);
      place.replaceChildren(element(JSON.parse(words)));
    }
  }

  new MutationObserver(() => {
    document.querySelectorAll("[data-file-field]:empty").forEach(addFileField);
    document.querySelectorAll("[data-drawn]").forEach(draw);
  }).observe(document.documentElement, {
    attributeFilter: ["data-drawn"],
    childList: true,
    subtree: true,
  });

  function notice(children) {
    const place = document.getElementById("frame-notice");
    place.replaceChildren(...children);
    if (children.length) {
      place.scrollIntoView({ block: "nearest" });
    }
  }

  function paragraph(words) {
    const element = document.createElement("p");
    element.textContent = words;
    return element;
  }

  function signInAgain() {
    const link = document.createElement("a");
    link.href = "/sign-in";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Sign in again in a new tab";
    const element = paragraph("");
    element.append(
      "You are signed out. Nothing you typed is lost. ",
      link,
      ", then come back here and carry on."
    );
    return element;
  }

  // Dash reads the body of a refusal more than once, which a response does not allow.
  async function refused(response) {
    const body = await response.text();
    response.text = () => Promise.resolve(body);
    explain(response.status, body);
    return response;
  }

  function sentence(body) {
    try {
      return JSON.parse(body).error;
    } catch {
      return "";
    }
  }

  // What a page waits for is refused: it says so where that would stand, once, and leads away.
  function refusePage(words) {
    const waiting = document.querySelector("main .loading");
    if (waiting) {
      const away = document.createElement("a");
      away.href = "/";
      away.textContent = "Go to the first page";
      waiting.classList.replace("loading", "refusal");
      waiting.replaceChildren(paragraph(words), away);
    }
    return Boolean(document.querySelector("main .refusal"));
  }

  function explain(status, body) {
    if (status === 401) {
      return notice([signInAgain()]);
    }
    const words = sentence(body) || `The server answered ${status}. Nothing was changed.`;
    if ((status === 403 || status === 404) && refusePage(words)) {
      return notice([]);
    }
    document.querySelectorAll(".loading").forEach((element) => (element.textContent = words));
    return notice([paragraph(words)]);
  }

  // Dash says nothing to the reader when a callback is refused, so this does.
  const plainFetch = window.fetch;
  window.fetch = async function (resource, options) {
    const address = String(resource && resource.url ? resource.url : resource);
    if (!address.includes("_dash-update-component")) {
      return plainFetch(resource, options);
    }
    let response;
    try {
      response = await plainFetch(resource, options);
    } catch (error) {
      notice([paragraph("The server cannot be reached. What you typed is still on the page; try again in a moment.")]);
      throw error;
    }
    if (!response.ok) {
      return refused(response);
    }
    notice([]);
    return response;
  };
})();
