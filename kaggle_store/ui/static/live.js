// Keeps a page up to date: when the store changes, and every half minute. The page is fetched again
// and what differs inside of [data-live] is changed in place, so that focus, selection, scroll
// position and what somebody is typing stay. Without script the page is complete, and stays as it is.
"use strict";
(() => {
  const regions = () => [...document.querySelectorAll("[data-live]")];
  if (!regions().length) return;

  const USUAL = 30000, WITHOUT_EVENTS = 10000;
  const notice = document.getElementById("stale");
  const events = document.body.dataset.events;
  let source = null, running = false, again = false, timer = 0;

  // The children of a node with an id keep their element, wherever they move to.
  function morph(old, now) {
    if (old.isEqualNode(now)) return;
    if (old.nodeType !== now.nodeType || old.nodeName !== now.nodeName || old.id !== now.id) {
      old.replaceWith(now);
    } else if (old.nodeType !== Node.ELEMENT_NODE) {
      old.nodeValue = now.nodeValue;
    } else if (!old.matches("input, textarea, select, form")) {
      attributes(old, now);
      children(old, now);
    }
  }

  function attributes(old, now) {
    for (const { name } of [...old.attributes]) {
      if (!now.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    }
    for (const { name, value } of now.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  }

  function children(old, now) {
    let at = old.firstChild;
    for (const child of [...now.childNodes]) {
      const same = child.id
        ? [...old.children].find(each => each.id === child.id)
        : at && !at.id && at.nodeName === child.nodeName ? at : null;
      if (!same) {
        old.insertBefore(child, at);
      } else {
        if (same === at) at = at.nextSibling; else old.insertBefore(same, at);
        morph(same, child);
      }
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  }

  async function load() {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (response.redirected) return location.reload();  // signed out: to the sign-in
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const focused = document.activeElement;
    for (const region of regions()) {
      const now = page.getElementById(region.id);
      if (now) morph(region, document.importNode(now, true));
    }
    if (focused && focused.isConnected && focused !== document.activeElement) focused.focus();
    document.title = page.title;
    notice.hidden = true;
    document.dispatchEvent(new Event("refreshed"));
  }

  async function refresh() {
    if (document.hidden) return;
    if (running) { again = true; return; }
    running = true;
    try {
      await load();
    } catch {
      notice.hidden = false;
    }
    running = false;
    if (again) { again = false; refresh(); }
    plan();
  }

  function plan() {
    clearTimeout(timer);
    const isOpen = source && source.readyState === EventSource.OPEN;
    timer = setTimeout(refresh, isOpen ? USUAL : WITHOUT_EVENTS);
    if (!source || source.readyState === EventSource.CLOSED) listen();
  }

  // A tab in the background would hold one of the browser's few connections.
  function listen() {
    if (document.hidden) return;
    source = new EventSource(events);
    source.addEventListener("changed", refresh);
    source.addEventListener("ended", () => { source.close(); location.reload(); });
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { source?.close(); } else { refresh(); }
  });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", event => { if (event.persisted) refresh(); });
  plan();
})();
