// The copy of a form that stays on this device until the server has the text.

const nameOf = (form) => `nima:${form.dataset.autosave}`;

export function textOf(form) {
  return JSON.stringify(valuesOf(form));
}

// The text that the page brought: before this module came, one may have typed.
export function asItCame(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return textOf(copy);
}

function valuesOf(form) {
  return [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "version"].includes(name))
    .map(([name, value]) => [name, value.replace(/\r\n/g, "\n").trim()]);
}

export function keep(form, { sent = false } = {}) {
  const copy = { values: valuesOf(form), text: textOf(form), version: versionOf(form), sent };
  try {
    localStorage.setItem(nameOf(form), JSON.stringify(copy));
  } catch {
    // A full or forbidden store leaves the text in the page, where it is anyway.
  }
}

export function forget(form) {
  try {
    localStorage.removeItem(nameOf(form));
  } catch {
    // Nothing was kept.
  }
}

export function offer(form, afterwards) {
  // What the server refused stands here, and nowhere else.
  if (form.dataset.unsaved !== undefined) return keep(form);
  const copy = read(form);
  if (!copy) return;
  if (copy.text === textOf(form) || (copy.sent && copy.version !== versionOf(form))) return forget(form);

  const notice = form.querySelector("[data-restore]");
  if (!notice) return;
  notice.hidden = false;
  notice.querySelector("[data-restore-yes]").addEventListener("click", () => {
    restore(form, copy);
    notice.hidden = true;
    afterwards();
  });
  notice.querySelector("[data-restore-no]").addEventListener("click", () => {
    forget(form);
    notice.hidden = true;
  });
}

function read(form) {
  try {
    return JSON.parse(localStorage.getItem(nameOf(form)));
  } catch {
    return null;
  }
}

function versionOf(form) {
  return form.elements.version?.value ?? "";
}

// With the version that the text followed: what was written elsewhere since then is shown, and not replaced unseen.
function restore(form, { values, version }) {
  if (form.elements.version) form.elements.version.value = version;
  for (const element of form.elements) {
    const kept = values.filter(([name]) => name === element.name).map(([, value]) => value);
    if (!element.name || ["csrfmiddlewaretoken", "version"].includes(element.name) || element.type === "file") continue;
    fill(element, kept);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function fill(element, kept) {
  if (element.type === "checkbox" || element.type === "radio") element.checked = kept.includes(element.value);
  else if (element.multiple) for (const option of element.options) option.selected = kept.includes(option.value);
  else if (kept.length && element.type !== "submit") element.value = kept[0];
}
