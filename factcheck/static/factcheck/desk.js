// Keys, the lease, the help. Every page works without this file.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);
  const help = document.getElementById("keys");
  const offSwitch = document.querySelector("[data-keys-off]");
  const remembered = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("keys-off") === "yes";
      localStorage.setItem("keys-off", value ? "yes" : "no");
    } catch { /* a browser that keeps nothing: keys stay on */ }
    return value;
  };
  const off = document.currentScript?.dataset.keys === "off";
  let sent = false;

  for (const opener of all("[data-opens]")) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog) continue;
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  if (offSwitch) {
    offSwitch.checked = Boolean(remembered());
    offSwitch.addEventListener("change", () => remembered(offSwitch.checked));
  }

  const TYPED = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])";
  const act = (element) => {
    if (element.matches("textarea, input[type=search]")) {
      const fold = element.closest("details");
      if (fold) fold.open = true;
      element.focus();
    } else if (element.type === "radio") {
      element.checked = true;
      element.focus();
    } else {
      element.click();
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches(TYPED)) {
      if (event.key === "Escape") {
        const chosen = document.querySelector("input[type=radio]:checked");
        if (chosen) chosen.focus(); else event.target.blur();
      }
      return;
    }
    if (off || sent || remembered() || help?.open) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key.length !== 1 || key === '"' || key === "\\") return;
    // The first that stands here, so that a page's own meaning goes before the bar's.
    const element = document.querySelector(`main [data-key="${key}"]`)
      || document.querySelector(`[data-key="${key}"]`);
    if (!element || element.hidden || element.disabled) return;
    event.preventDefault();
    act(element);
  });

  for (const button of all("[data-ticks]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const ticks = [...all("input[name=mentions]")];
      const on = ticks.some((tick) => !tick.checked);
      for (const tick of ticks) tick.checked = on;
    });
  }

  // One sending a page: a second press while the first is on its way does nothing.
  document.addEventListener("submit", (event) => {
    if (event.target.method === "dialog") return;
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });

  for (const left of all("[data-seconds]")) {
    let seconds = Number(left.dataset.seconds);
    const clock = setInterval(() => {
      seconds -= 1;
      left.textContent = String(Math.max(0, seconds));
      if (seconds <= 0) {
        clearInterval(clock);
        left.closest(".toast")?.remove();
      }
    }, 1000);
  }

  const lease = document.querySelector("[data-renew]");
  if (lease) {
    const form = document.getElementById("decide");
    const say = (words) => {
      if (lease.textContent !== words) lease.textContent = words;
    };
    const renew = async () => {
      if (document.hidden || sent || !form) return;
      try {
        const answer = await fetch(lease.dataset.renew, {
          method: "POST", body: new FormData(form), redirect: "error",
        });
        const { say: words } = await answer.json();
        say(words);
      } catch {
        say("No connection, or logged out: log in again in another tab. What you typed stays here.");
      }
    };
    setInterval(renew, 60000);
    document.addEventListener("visibilitychange", renew);
  }
})();
