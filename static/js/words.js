// Counts the words of a text as the server does: the pattern comes from there.

export function start(box) {
  const input = box.querySelector("textarea");
  const word = new RegExp(box.dataset.pattern, "gu");
  const line = document.createElement("p");
  line.setAttribute("aria-hidden", "true");
  input.after(line);

  const count = () => {
    const words = input.value.match(word)?.length ?? 0;
    const fits = words >= Number(box.dataset.least) && words <= Number(box.dataset.most);
    line.className = fits || !words ? "hint" : "err";
    line.textContent = `${box.dataset.label} ${words} (${box.dataset.range})`;
  };
  input.addEventListener("input", count);
  count();
}
