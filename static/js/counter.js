// Counts the characters of a long text against its limit, and says so when the writer pauses.

const PAUSE = 800;

export function start(field) {
  const input = field.querySelector("textarea, input");
  const limit = Number(field.dataset.counter);
  const seen = addLine(field, "hint", "true");
  const heard = addLine(field, "vh", "false");
  let timer;

  const count = () => {
    const left = limit - lengthOf(input.value);
    seen.textContent = words(field, left);
    seen.className = left < 0 ? "err" : "hint";
    clearTimeout(timer);
    timer = setTimeout(() => tell(heard, field, left, limit), PAUSE);
  };
  input.addEventListener("input", count);
  seen.textContent = words(field, limit - lengthOf(input.value));
  // One may type before this module has come.
  if (input.value !== input.defaultValue) count();
}

// The server counts letters, not UTF-16 units, and a line break of a form as two characters.
export function lengthOf(text) {
  return [...text.replace(/\r?\n/g, "\r\n")].length;
}

function words(field, left) {
  return left < 0 ? `${field.dataset.over} ${-left}` : `${field.dataset.left} ${left}`;
}

function tell(heard, field, left, limit) {
  if (left < limit / 10) heard.textContent = words(field, left);
}

function addLine(field, className, hidden) {
  const line = document.createElement("p");
  line.className = className;
  if (hidden === "true") line.setAttribute("aria-hidden", "true");
  else line.setAttribute("role", "status");
  field.append(line);
  return line;
}
