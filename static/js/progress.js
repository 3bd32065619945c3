// Looks again every two seconds how far a long work is, until it is over.

const EVERY = 2000;
const NAME = "#progress";

async function look() {
  const shown = document.querySelector(`${NAME}[data-progress]`);
  if (!shown) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(NAME);
    if (fresh) replace(shown, fresh);
  } catch {
    // The line is down for a moment; the next look may succeed.
  }
  setTimeout(look, EVERY);
}

function replace(shown, fresh) {
  if (shown.isEqualNode(fresh)) return;
  const held = shown.contains(document.activeElement) ? document.activeElement.value : null;
  shown.replaceChildren(...fresh.childNodes);
  shown.toggleAttribute("data-progress", fresh.hasAttribute("data-progress"));
  if (held) (shown.querySelector(`[value="${CSS.escape(held)}"]`) ?? shown.querySelector("button, a"))?.focus();
}

setTimeout(look, EVERY);
