// Keys, the lease, drafts, the help. Every page works without this file.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const wishes = document.currentScript?.dataset ?? {};
  const help = document.getElementById("keys");
  const place = one(".presence[data-beat]");
  const QUIET = 600000, EVERY = 10000, PAUSE = 1000;
  // A browser that keeps nothing goes on without.
  const stored = (store, name, value) => {
    try {
      if (value === undefined) return window[store].getItem(name);
      if (value === null) window[store].removeItem(name);
      else window[store].setItem(name, value);
    } catch { /* nothing is kept */ }
    return value;
  };
  const switchedOff = () => stored("localStorage", "keys-off") === "yes";
  let sent = false, cleared = false;

  // Logging in again in another tab changes the token; the cookie has the new one.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  const freshen = () => {
    if (!token()) return;
    for (const field of all("input[name=csrfmiddlewaretoken]")) field.value = token();
  };
  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };

  for (const opener of all("[data-opens]")) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog) continue;
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  // Where there is room nothing is folded.
  if (matchMedia("(min-width: 768px)").matches) {
    for (const fold of all("details.side")) fold.open = true;
  }
  const offSwitch = one("[data-keys-off]");
  if (offSwitch) {
    offSwitch.checked = switchedOff();
    offSwitch.addEventListener("change", () => {
      stored("localStorage", "keys-off", offSwitch.checked ? "yes" : "no");
    });
  }
  for (const button of all("[data-ticks]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const ticks = all(`input[name=${button.dataset.ticks || "mentions"}]`);
      const on = ticks.some((tick) => !tick.checked);
      for (const tick of ticks) if (tick.checked !== on) tick.click();
    });
  }
  // How many claims are ticked; what can be done with them waits for the first.
  const many = one(".many");
  const count = () => {
    many.dataset.ticked = all("input[name=claims]:checked").length;
    say(one("[data-count]", many), many.dataset.ticked);
  };
  if (many) {
    count();
    document.addEventListener("change", count);
    window.addEventListener("pageshow", count);
  }
  for (const hole of all("[data-load]")) {
    const loading = one("[data-loading]", hole);
    if (loading) loading.hidden = false;
    fetch(hole.dataset.load, { redirect: "error" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((html) => { hole.innerHTML = html; })
      .catch(() => { if (loading) loading.hidden = true; /* the link stays */ });
  }

  // What is still being made is looked for again, unless somebody types meanwhile.
  const soon = one("[data-again]")?.dataset.again;
  if (soon) setInterval(() => one("main input:focus") ?? location.reload(), soon * 1000);

  // The rows of the queue, the cards of a claim.
  const rows = () => all(".queue .statement a");
  const cards = () => all(".mentions > article");
  const at = (list) => list.findIndex((each) => {
    const around = each.closest("tr") ?? each;
    return around.contains(document.activeElement);
  });
  const step = (list, by) => {
    const now = at(list);
    const next = list[now < 0 && by < 0 ? list.length - 1 : now + by];
    if (!next) return;
    if (!next.matches("a")) next.tabIndex = -1;
    next.focus();
  };
  let ticked = -1;
  const tick = (many) => {
    const boxes = rows().map((row) => one("input[type=checkbox]", row.closest("tr")));
    const now = at(rows());
    if (!boxes[now]) return;
    const from = many && ticked >= 0 ? Math.min(ticked, now) : now;
    const to = many && ticked >= 0 ? Math.max(ticked, now) : now;
    const on = many || !boxes[now].checked;
    for (const box of boxes.slice(from, to + 1)) if (box && box.checked !== on) box.click();
    ticked = now;
  };

  // One mention: where the reader is, or the first.
  const tickCard = () => {
    const box = one(".tick input", cards()[Math.max(0, at(cards()))]);
    if (!box) return;
    box.focus();
    box.click();
  };

  const TYPED = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])";
  const act = (element) => {
    const fold = element.closest("details");
    if (element.dataset.says) {
      const loading = one("[data-loading]:not([hidden])");
      say(one("[data-saved]") ?? element, loading?.textContent ?? element.dataset.says);
    } else if (element.matches("summary")) {
      fold.open = true;
      (one("textarea, input:not([type=hidden]), select, button", fold) ?? element).focus();
    } else if (element.matches("textarea, input[type=search]")) {
      if (fold) fold.open = true;
      if (!element.offsetParent) one('[href="#why"]')?.click();
      element.focus();
    } else if (element.type === "radio") {
      element.click();
      element.focus();
      const why = element.form?.elements.reason;
      if (wishes.fast !== "yes") return;
      if (why?.dataset.needed && why.dataset.unless !== element.value && !why.value.trim()) {
        act(why);
        say(one("[data-saved]"), why.dataset.needed);
      } else {
        element.form.requestSubmit(one("button[name=then]", element.form));
      }
    } else {
      element.click();
    }
  };
  const own = (key) => {
    const names = help?.dataset ?? {};
    const list = rows();
    if (list.length && key === names.next) return () => step(list, 1);
    if (list.length && key === names.previous) return () => step(list, -1);
    if (cards().length && key === names.mentionNext) return () => step(cards(), 1);
    if (cards().length && key === names.mentionPrevious) return () => step(cards(), -1);
    if (cards().length && key === names.tickMention) return tickCard;
    return null;
  };
  let went = 0;
  document.addEventListener("keydown", (event) => {
    // AltGr writes signs on many keyboards, and comes with Ctrl and Alt.
    const altGr = event.getModifierState?.("AltGraph");
    const modified = event.metaKey || ((event.ctrlKey || event.altKey) && !altGr);
    if (event.isComposing || event.repeat || modified) return;
    if (event.target.matches?.(TYPED)) {
      if (event.key === "Escape" && !event.target.closest("dialog")) {
        const chosen = one("input[type=radio]:checked");
        if (chosen) chosen.focus(); else event.target.blur();
      }
      return;
    }
    if (wishes.keys === "off" || sent || switchedOff() || one("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : "";
    if (!key || '"\\'.includes(key)) return;
    const shifted = event.shiftKey && key !== key.toUpperCase();
    if (rows().length && key === help?.dataset.tick) {
      event.preventDefault();
      tick(shifted);
      return;
    }
    if (shifted) return;
    const going = Date.now() - went < 1500;
    went = 0;
    const way = going && one(`[data-go="${key}"]`);
    if (way) { event.preventDefault(); way.click(); return; }
    if (key === "g" && one("[data-go]")) { went = Date.now(); return; }
    // The first that stands here, so that a page's own meaning goes before the bar's.
    const element = one(`main [data-key="${key}"]`) ?? one(`[data-key="${key}"]`);
    const press = own(key);
    if (!press && (!element || element.hidden || element.disabled)) return;
    event.preventDefault();
    if (press) press(); else act(element);
  });

  // Forms whose words are kept while they are typed: those that make a move here.
  const isKept = (form) => Boolean(place && form?.method === "post" && form.closest("main")
    && form.elements.verb && one("textarea, input[type=text]", form));

  // What was typed and not yet kept by the server: in this tab until it is, or until its
  // person logs out.
  const UNSENT = "typed ";
  const unsentName = (form) =>
    `${UNSENT}${place.dataset.person} ${place.dataset.review} ${form.elements.verb.value}`;
  const typedIn = (form) => JSON.stringify([...new FormData(form)].filter(([name]) =>
    !["csrfmiddlewaretoken", "verb", "version"].includes(name)));
  const forgetUnsent = () => {
    try {
      for (const name of Object.keys(window.sessionStorage)) {
        if (name.startsWith(UNSENT)) window.sessionStorage.removeItem(name);
      }
    } catch { /* nothing was kept */ }
  };

  const watch = () => {
    const part = (name) => one(`[data-${name}]`, place);
    const warn = Number(place.dataset.warn);
    const waiting = new Map();
    let held = "holds" in place.dataset, acted = Date.now(), beaten = 0, typed = false, again = null;
    const problem = (name) => {
      for (const each of ["out", "away", "other"]) part(each).hidden = each !== name;
    };
    const send = async (url, body) => {
      let answer, said;
      if (token()) body.set("csrfmiddlewaretoken", token());
      try {
        answer = await fetch(url, {
          method: "POST", body, redirect: "error", headers: { Accept: "application/json" },
        });
        said = answer.status === 403 ? {} : await answer.json();
      } catch { /* told below */ }
      const trouble = !said || (!answer.ok && answer.status !== 403) ? "away"
        : answer.status === 403 ? "out"
          : String(said.person) !== place.dataset.person ? "other" : "";
      problem(trouble);
      return trouble ? null : said;
    };
    const keep = async (form) => {
      clearTimeout(waiting.get(form));
      waiting.delete(form);
      const said = await send(place.dataset.draft, new FormData(form));
      if (said) {
        say(one("[data-saved]"), said.say);
        if (!waiting.has(form)) stored("sessionStorage", unsentName(form), null);
      }
      // What was not kept is tried again with the next heartbeat.
      else if (!waiting.has(form)) waiting.set(form, 0);
      return said;
    };
    const flush = () => [...waiting.keys()].forEach(keep);
    const beat = async () => {
      if (sent) return;
      const now = Date.now(), keeps = acted > beaten;
      beaten = now;
      const body = new FormData();
      const doing = held || typed ? "editing" : "viewing";
      body.set("doing", now - acted > QUIET ? "idle" : doing);
      body.set("keeps", keeps ? "yes" : "");
      const said = await send(place.dataset.beat, body);
      if (!said) return;
      for (const [form, timer] of waiting) if (!timer) keep(form);
      say(part("people"), said.say);
      part("warning").hidden = !(said.mine && !keeps && said.left <= warn);
      if (said.mine) {
        held = true;
        part("lost").hidden = true;
        say(one("[data-lease-line]"), said.lease);
      } else if (held || !part("lost").hidden) {
        if (held) all("main form").filter(isKept).filter((form) => form.id === "decide").forEach(keep);
        held = false;
        say(part("lease"), said.lease);
        say(one("[data-lease-line]"), said.lease);
        part("again").hidden = Boolean(said.until);
        part("again").elements.version.value = said.version;
        part("lost").hidden = false;
      }
    };
    const leave = () => {
      // What was sent is no draft any more; that nobody is here is still to be said.
      for (const form of sent ? [] : waiting.keys()) {
        navigator.sendBeacon(place.dataset.draft, new FormData(form));
      }
      const body = new FormData();
      body.set("doing", "left");
      body.set("csrfmiddlewaretoken", token());
      navigator.sendBeacon(place.dataset.beat, body);
    };
    for (const name of ["keydown", "pointerdown", "pointermove", "input", "scroll"]) {
      document.addEventListener(name, () => { acted = Date.now(); }, { passive: true });
    }
    document.addEventListener("input", (event) => {
      const form = event.target.form;
      if (sent || !isKept(form)) return;
      typed = true;
      stored("sessionStorage", unsentName(form), typedIn(form));
      clearTimeout(waiting.get(form));
      waiting.set(form, setTimeout(keep, PAUSE, form));
    });
    // Offered, not put in: the page may hold something newer.
    const unsent = [];
    for (const form of all("main form").filter(isKept)) {
      const was = stored("sessionStorage", unsentName(form));
      if (was === typedIn(form)) keep(form);
      else if (was) unsent.push([form, JSON.parse(was)]);
    }
    const WRITTEN = "textarea, input[type=text], input[type=datetime-local]";
    const putBack = ([form, pairs]) => {
      for (const field of form.elements) {
        const values = pairs.filter(([name]) => name === field.name).map((pair) => pair[1]);
        if (field.matches("[type=radio], [type=checkbox]")) {
          field.checked = values.includes(field.value);
        } else if (field.matches(`${WRITTEN}, select`)) {
          field.value = values[0] ?? "";
        }
      }
      const fold = form.closest("details");
      if (fold) fold.open = true;
      keep(form);
    };
    if (unsent.length) {
      const words = unsent.flatMap(([form, pairs]) => pairs.filter(([name, value]) =>
        value && form.elements[name]?.matches?.(WRITTEN)).map((pair) => pair[1]));
      say(part("unsent-words"), words.join("\n"));
      part("unsent").hidden = false;
      for (const name of ["unsent-back", "unsent-drop"]) {
        part(name).addEventListener("click", () => {
          if (name === "unsent-back") unsent.forEach(putBack);
          else for (const [form] of unsent) stored("sessionStorage", unsentName(form), null);
          part("unsent").hidden = true;
        });
      }
    }
    part("keep").addEventListener("click", () => { acted = Date.now(); beat(); });
    part("retry").addEventListener("click", () => {
      if (again) again(); else { flush(); beat(); }
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) flush(); else beat();
    });
    window.addEventListener("focus", beat);
    window.addEventListener("pagehide", leave);
    setInterval(beat, EVERY);
    beat();
    // Before a form goes: its words are kept, so a page that cannot come loses nothing.
    return async (form, submitter) => {
      sent = true;
      const said = await keep(form);
      sent = false;
      again = said ? null : () => form.requestSubmit(submitter);
      if (!said) return;
      waiting.clear();
      cleared = true;
      form.requestSubmit(submitter);
    };
  };
  const clear = place ? watch() : null;

  // One sending a page: a second press while the first is on its way does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.closest(".bar-person")) forgetUnsent();
    freshen();
    if (sent) {
      event.preventDefault();
    } else if (clear && !cleared && isKept(form)) {
      event.preventDefault();
      clear(form, event.submitter);
    } else {
      sent = true;
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) { sent = false; cleared = false; }
  });

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

  one(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // Back to the queue as it was, and to the row.
  const toQueue = one('.bar-ways [data-go="q"]');
  const heading = one("main h1");
  if (place && toQueue) {
    toQueue.href = stored("sessionStorage", "queue") ?? toQueue.href;
    stored("sessionStorage", "row", location.pathname);
  } else if (one(".queue .filters")) {
    stored("sessionStorage", "queue", location.href);
  }
  if (heading && one(".toast, .messagelist") && !one("main [autofocus]")) {
    // What came of the last page is in the title; reading starts at the top.
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  } else if (one(".queue .filters")) {
    one(`.queue .statement a[href="${CSS.escape(stored("sessionStorage", "row") ?? "")}"]`)?.focus();
  }
})();
