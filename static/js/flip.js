// Turns the text of a page into its other language in place, and remembers which of the two a reader prefers.

const STORE = "nima:text";

export function start(nav) {
  const part = nav.dataset.flip;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-flip] a[data-kind]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    remember(link.dataset.kind);
    if (!link.hasAttribute("aria-current")) turn(part, link, { focus: true });
  });
  const preferred = nav.querySelector(`a[data-kind="${remembered()}"]:not([aria-current])`);
  // An address that names a text means that text.
  if (preferred && !location.search) turn(part, preferred, { focus: false });
}

async function turn(part, link, { focus }) {
  const url = link.href;
  document.getElementById(part).setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(part);
    if (!fresh) throw new Error("no text");
    document.getElementById(part).replaceWith(fresh);
    history.replaceState({}, "", url);
    tell(fresh, focus);
  } catch {
    document.getElementById(part).removeAttribute("aria-busy");
    if (focus) location.assign(url);
  }
}

function tell(fresh, focus) {
  const current = fresh.querySelector("[data-flip] a[aria-current]");
  const status = document.getElementById(`${fresh.id}-status`);
  if (status && current) status.textContent = current.textContent.trim();
  if (focus) current?.focus();
}

function remember(kind) {
  try {
    localStorage.setItem(STORE, kind);
  } catch {
    // A forbidden store only means that nothing is remembered.
  }
}

function remembered() {
  try {
    return localStorage.getItem(STORE) === "original" ? "original" : "";
  } catch {
    return "";
  }
}
