// Parts of a page that it fetches after its first paint: the element of id "fragment" of another
// page. Without this script the link to that page stays.
"use strict";

async function load(place) {
  const response = await fetch(place.dataset.fragment, { credentials: "same-origin" });
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.getElementById("fragment");
  if (!found) return;
  const more = [...place.children];
  place.replaceChildren(...found.children, ...more);
}

for (const place of document.querySelectorAll("[data-fragment]")) load(place);
