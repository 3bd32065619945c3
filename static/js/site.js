// Starts the module that an element asks for by its data- attribute; a page works without any of them.

const starters = {
  "[data-menu]": () => import("./menu.js"),
  "[data-autosave]": () => import("./autosave.js"),
  "[data-counter]": () => import("./counter.js"),
  "[data-flip]": () => import("./flip.js"),
  "[data-facets]": () => import("./facets.js"),
  "[data-passkey]": () => import("./passkey.js"),
  "[data-suggest]": () => import("./suggest.js"),
  "[data-words]": () => import("./words.js"),
};

for (const [selector, load] of Object.entries(starters)) {
  const elements = document.querySelectorAll(selector);
  if (elements.length) load().then(({ start }) => elements.forEach(start));
}

document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", markBusy));

// The autofocus of the summary of errors does not scroll in every browser.
document.getElementById("errors")?.focus();

function markBusy(event) {
  if (!event.defaultPrevented) event.submitter?.setAttribute("aria-busy", "true");
}

// A page that comes back from the browser's memory is not sending anything.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form [aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
});
