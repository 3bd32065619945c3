// Saves a long form as a draft while one writes; a broken connection leaves a copy on this device.

import { asItCame, forget, keep, offer, textOf } from "./copy.js";

const EVERY = 20_000;
// A save without an answer holds the form back no longer than this.
const PATIENCE = 15_000;

export function start(form) {
  const draft = { form, line: form.querySelector("[data-save-state]"), saved: asItCame(form), busy: false, stopped: false, disputed: false };
  offer(form, () => save(draft));

  setInterval(() => save(draft), EVERY);
  form.addEventListener("focusout", () => save(draft));
  window.addEventListener("online", () => save(draft));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(draft, { leaving: true });
  });
  form.addEventListener("submit", (event) => {
    if (draft.busy) return sendLater(draft, event);
    draft.stopped = true;
    // A text that somebody else's stands against is certainly not there yet.
    keep(form, { sent: !draft.disputed });
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) draft.stopped = false;
  });
}

async function save(draft, { leaving = false } = {}) {
  const text = textOf(draft.form);
  if (draft.stopped || text === draft.saved) return;
  keep(draft.form);
  draft.again = draft.busy;
  if (draft.busy || draft.disputed) return;
  draft.busy = true;
  say(draft, "saving");
  try {
    await settle(draft, await send(draft.form, leaving), text);
  } catch {
    say(draft, "offline");
  } finally {
    draft.busy = false;
    if (draft.sendLater) draft.sendLater();
    else if (draft.again) save(draft);
  }
}

// Sent beside a save that has no answer yet, a form would know only the version of before, and contradict itself.
function sendLater(draft, event) {
  event.preventDefault();
  draft.sendLater = () => {
    draft.sendLater = undefined;
    draft.form.requestSubmit(event.submitter);
  };
}

function send(form, leaving) {
  const body = new FormData(form);
  for (const field of form.querySelectorAll("input[type=file]")) body.delete(field.name);
  return fetch(form.dataset.autosave, {
    method: "POST",
    body,
    // The browser carries at most 64 kB out of a page that closes; longer texts wait on the device.
    keepalive: leaving && textOf(form).length < 30_000,
    signal: AbortSignal.timeout(PATIENCE),
    headers: { "X-Requested-With": "autosave", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
}

async function settle(draft, response, text) {
  if (response.redirected || [401, 403].includes(response.status)) return say(draft, "signedOut");
  if (response.status === 409) {
    draft.disputed = true;
    return say(draft, "conflict");
  }
  if (response.status >= 500) return say(draft, "offline");
  if (!response.ok) return say(draft, "refused");

  const { version, clock } = await told(response);
  if (version !== undefined && draft.form.elements.version) draft.form.elements.version.value = version;
  draft.saved = text;
  if (textOf(draft.form) === text) forget(draft.form);
  say(draft, "saved", clock);
}

function told(response) {
  return response.headers.get("Content-Type")?.includes("json") ? response.json() : {};
}

// The hour is the server's, as on the page before the first save: one form has one clock.
function say(draft, state, clock = "") {
  const { line } = draft;
  if (!line) return;
  line.dataset.state = state;
  line.querySelector("[role=status]").textContent = `${line.dataset[state]} ${state === "saved" ? clock : ""}`.trim();
}
