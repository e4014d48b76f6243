// Keys: j and k move through the rows of a list, and in an intervention a approves, e edits, r rejects
// and u takes an answer back that is not sent yet. An answer is held for some seconds; a page that is
// left meanwhile sends it at once. Every key has a link or a button that does the same.
"use strict";
(() => {
  const HOLD_SECONDS = 5, LARGEST_BEACON = 60000;
  const help = document.querySelector("[data-keys]");
  const form = document.querySelector("[data-answer]");
  const inputs = "input, textarea, select";
  let held = null;

  const isOff = () => localStorage.getItem("keys") === "off";

  function showHelp() {
    if (!help) return;
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.className = "plain";
    const label = () => { toggle.textContent = isOff() ? "Turn keys on" : "Turn keys off"; };
    toggle.addEventListener("click", () => { localStorage.setItem("keys", isOff() ? "on" : "off"); label(); });
    label();
    help.append(" · ", toggle);
    help.hidden = false;
  }

  function move(step) {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(document.activeElement);
    rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
  }

  function openTo(decision) {
    const row = document.activeElement?.closest("[data-row]");
    if (row && row.closest("[data-inbox]")) location.href = `${row.href}#${decision}`;
  }

  const button = decision => form?.querySelector(`[data-decision="${decision}"]`);

  function focusOn(decision) {
    const field = {
      approve: () => button("approve"),
      edit: () => form.querySelector(`[name^="value"]:not([type=hidden])`) || button("edit"),
      reject: () => button("reject") && form.elements.response,
    }[decision]?.();
    field?.focus();
    return field;
  }

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    a: () => form ? button("approve")?.click() : openTo("approve"),
    e: () => form ? focusOn("edit") : openTo("edit"),
    r: () => form ? focusOn("reject") : openTo("reject"),
    u: undo,
  };

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isOff() || event.target.matches(inputs)) return;
    if (held && event.key !== "u") return;
    const act = actions[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // The answer that is held: its button, what it would send, and the timer that sends it.
  const box = document.getElementById("hold");

  function hold(submitter) {
    const body = new URLSearchParams(new FormData(form, submitter));
    if (body.toString().length > LARGEST_BEACON) return send(submitter);
    held = { submitter, body, left: HOLD_SECONDS };
    form.inert = true;
    box.querySelector("[data-text]").textContent =
      `${submitter.textContent.trim()}: sent in ${HOLD_SECONDS} seconds.`;
    box.hidden = false;
    box.querySelector("[data-undo]").focus();
    held.timer = setTimeout(() => send(submitter), HOLD_SECONDS * 1000);
  }

  function release() {
    clearTimeout(held?.timer);
    held = null;
    form.inert = false;
    box.hidden = true;
  }

  function undo() {
    if (!held) return;
    const { submitter } = held;
    release();
    submitter.focus();
  }

  function send(submitter) {
    release();
    form.dataset.sending = "";
    form.requestSubmit(submitter);
  }

  if (form) {
    form.addEventListener("submit", event => {
      if ("sending" in form.dataset) { delete form.dataset.sending; return; }
      event.preventDefault();
      if (!held) hold(event.submitter || form.querySelector("[data-decision]"));
    });
    box.querySelector("[data-undo]").addEventListener("click", undo);
    box.querySelector("[data-now]").addEventListener("click", () => send(held.submitter));
    addEventListener("pagehide", () => {
      if (!held) return;
      fetch(form.action, { method: "POST", body: held.body, keepalive: true });
      release();
    });
    (document.getElementById("problems") || focusOn(location.hash.slice(1)))?.focus();
  }
  showHelp();
})();
