// Turns the link to the navigation into a button that opens it and closes it again.

export function start(opener) {
  const menu = document.getElementById(opener.dataset.menu);
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", menu.id);
  show(opener, menu, location.hash === `#${menu.id}`);

  opener.addEventListener("click", (event) => {
    event.preventDefault();
    show(opener, menu, !isOpen(menu));
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      opener.click();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen(menu)) {
      show(opener, menu, false);
      opener.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (isOpen(menu) && !menu.contains(event.target) && !opener.contains(event.target)) show(opener, menu, false);
  });
  menu.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) show(opener, menu, false);
  });
}

function isOpen(menu) {
  return menu.dataset.open === "true";
}

function show(opener, menu, open) {
  menu.dataset.open = String(open);
  opener.setAttribute("aria-expanded", String(open));
}
