// Named functions that the app's clientside callbacks call, and what every page needs:
// messages for refused requests and the focus that follows a change of page.
(function () {
  "use strict";

  const COUNT_OF_QUESTIONS = 20;

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
    assessment: {
      restNone: function (clicks, ...scores) {
        if (!clicks) {
          return scores.map(() => window.dash_clientside.no_update);
        }
        return scores.map((score) => (score === null || score === undefined ? 0 : score));
      },
      progress: function (...scores) {
        const answered = scores.filter((score) => score !== null && score !== undefined).length;
        const complete = answered === COUNT_OF_QUESTIONS;
        const words = complete ? "All 20" : `${answered} of ${COUNT_OF_QUESTIONS}`;
        return [`${words} questions answered.`, complete];
      },
    },
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

  async function explain(response) {
    if (response.status === 401) {
      return notice([signInAgain()]);
    }
    const body = await response.clone().json().catch(() => ({}));
    const words = body.error || `The server answered ${response.status}. Nothing was changed.`;
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
    if (response.ok) {
      notice([]);
    } else {
      explain(response);
    }
    return response;
  };
})();
