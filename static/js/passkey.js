// Asks the device for a passkey when a form is sent, and puts the answer into the form.

export function start(form) {
  const answer = form.elements.credential;
  const told = form.querySelector("[data-passkey-told]");
  if (!window.PublicKeyCredential) return tell(told, form.dataset.unable);

  // Django writes an empty answer as "null", and a refused one again.
  answer.value = "";
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    tell(told, "");
    try {
      answer.value = JSON.stringify(written(await ask(form)));
      form.requestSubmit();
    } catch {
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
      tell(told, form.dataset.failed);
    }
  });
  // A page that comes back from the browser's memory asks anew.
  window.addEventListener("pageshow", () => (answer.value = ""));
}

async function ask(form) {
  const { publicKey } = form.dataset.options ? JSON.parse(form.dataset.options) : await fetched(form.action);
  const isNew = "user" in publicKey;
  const options = { publicKey: read(publicKey) };
  return isNew ? navigator.credentials.create(options) : navigator.credentials.get(options);
}

async function fetched(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

// What the server writes as text is bytes to the device.
function read(options) {
  const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
  };
}

function written(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const filled = parts.filter((name) => credential.response[name]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(filled.map((name) => [name, text(credential.response[name])])),
  };
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function tell(line, words) {
  line.textContent = words;
  line.hidden = !words;
}
