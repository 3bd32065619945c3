// Sends the filters of a list when one changes, and puts the answer in place of the old results.

export function start(form) {
  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target.matches("[type=checkbox], [type=radio], select")) {
      load(form, address(form));
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load(form, address(form));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(`#${form.dataset.facets} a[href], [data-replace] a[href]`);
    if (link && staysHere(link) && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      load(form, link.href);
    }
  });
  window.addEventListener("popstate", () => load(form, location.href, { remember: false }));
}

// Chips, pages, pins and the order of the list lead to the same page with another query.
function staysHere(link) {
  const url = new URL(link.href, location.href);
  return url.origin === location.origin && url.pathname === location.pathname && !url.hash;
}

function address(form) {
  const url = new URL(form.action || location.href, location.href);
  const chosen = [...new FormData(form)].filter(([, value]) => value !== "");
  url.search = new URLSearchParams(chosen).toString();
  return url.href;
}

let running;

async function load(form, url, { remember = true } = {}) {
  const results = document.getElementById(form.dataset.facets);
  running?.abort();
  running = new AbortController();
  results.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal: running.signal });
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // In one step: whoever sees the new address sees what stands there.
    if (remember) history.pushState({}, "", url);
    replace(form, page);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

function replace(form, page) {
  const chosen = form.contains(document.activeElement) ? document.activeElement : null;
  for (const old of document.querySelectorAll(`#${form.dataset.facets}, [data-replace]`)) {
    const fresh = page.getElementById(old.id);
    if (fresh) old.replaceWith(folded(fresh, old));
  }
  for (const box of form.elements) {
    if (box.type === "search" && box !== document.activeElement) box.value = page.getElementById(box.id)?.value ?? "";
  }
  document.title = page.title;
  tell();
  place(chosen);
}

// Groups that the reader opened or closed stay so.
function folded(fresh, old) {
  const groups = groupsOf(old);
  groupsOf(fresh).forEach((group, number) => {
    group.open = groups[number]?.open ?? group.open;
  });
  return fresh;
}

function groupsOf(part) {
  return [part, ...part.querySelectorAll("details")].filter((element) => element.localName === "details");
}

function tell() {
  const status = document.getElementById("results-status");
  const heading = document.getElementById("results-title");
  if (status && heading) status.textContent = heading.textContent;
}

// A box that was ticked keeps the focus (WCAG 3.2.2); after a link the reader goes on at the results.
function place(chosen) {
  const same = chosen?.name && `input[name="${CSS.escape(chosen.name)}"][value="${CSS.escape(chosen.value)}"]`;
  const again = same && chosen.type === "checkbox" && document.querySelector(same);
  (again || document.getElementById("results-title"))?.focus({ preventScroll: Boolean(again) });
}
