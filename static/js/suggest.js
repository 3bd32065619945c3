// Offers things below a search field while one types: a combobox with a list (ARIA APG), announced in a live region.

const PAUSE = 150;

export function start(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-offers`;
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.offers);
  const status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  input.closest(".searchbar").append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  const box = { input, list, status, chosen: -1 };
  close(box);
  listen(box);
  // One may type before this module has come.
  if (input === document.activeElement && input.value !== input.defaultValue) ask(box);
}

function listen(box) {
  const { input, list } = box;
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(box), PAUSE);
  });
  input.addEventListener("keydown", (event) => press(box, event));
  // A press on an offer would take the focus away, and the list with it, before it is released.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const offer = event.target.closest("[role=option]");
    if (offer) location.assign(offer.dataset.url);
  });
  input.addEventListener("blur", () => close(box));
}

function press(box, event) {
  const offers = box.list.children.length;
  if (event.key === "Escape" && !box.list.hidden) {
    event.preventDefault();
    close(box);
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && offers && !box.list.hidden) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    // One place more than offers: the field itself, with what was typed.
    choose(box, ((box.chosen + 1 + step + offers + 1) % (offers + 1)) - 1);
  } else if (event.key === "Enter" && box.chosen >= 0) {
    event.preventDefault();
    location.assign(box.list.children[box.chosen].dataset.url);
  }
}

function choose(box, place) {
  box.chosen = place;
  [...box.list.children].forEach((offer, number) => offer.setAttribute("aria-selected", String(number === place)));
  if (place >= 0) box.input.setAttribute("aria-activedescendant", box.list.children[place].id);
  else box.input.removeAttribute("aria-activedescendant");
}

let running;

async function ask(box) {
  const text = box.input.value.trim();
  running?.abort();
  if (text.length < 2) return close(box);
  running = new AbortController();
  try {
    const url = `${box.input.dataset.suggest}?${new URLSearchParams({ q: text })}`;
    const response = await fetch(url, { signal: running.signal });
    if (response.ok && document.activeElement === box.input) show(box, await response.json());
  } catch (error) {
    // Without suggestions the field is what it was: a search by a plain form.
    if (error.name !== "AbortError") close(box);
  }
}

function show(box, { offers, told }) {
  box.list.replaceChildren(...offers.map((offer, number) => asOption(box.list.id, offer, number)));
  choose(box, -1);
  box.status.textContent = told;
  box.list.hidden = !offers.length;
  box.input.setAttribute("aria-expanded", String(offers.length > 0));
}

function asOption(id, { title, url, kind, language }, number) {
  const offer = document.createElement("li");
  offer.id = `${id}-${number}`;
  offer.setAttribute("role", "option");
  offer.dataset.url = url;
  const words = document.createElement("span");
  words.lang = language;
  words.textContent = title;
  const what = document.createElement("span");
  what.className = "small muted";
  what.textContent = kind;
  offer.append(words, " ", what);
  return offer;
}

function close(box) {
  box.list.hidden = true;
  box.list.replaceChildren();
  box.chosen = -1;
  box.status.textContent = "";
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}
