/* Says between which languages the translation editor translates.
   wagtail-localize 1.14.5 writes it into its script in English only; may go when it translates it. */

const ENGLISH = /^(.+) to (.+) translation$/;
const words = document.currentScript.dataset.words;

function reword(editor) {
  const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const found = ENGLISH.exec(texts.currentNode.data);
    if (found) {
      texts.currentNode.data = words.replace("{source}", found[1]).replace("{target}", found[2]);
      return true;
    }
  }
  return false;
}

function watch(editor) {
  const observer = new MutationObserver(() => reword(editor) && observer.disconnect());
  observer.observe(editor, { childList: true, subtree: true });
  if (reword(editor)) observer.disconnect();
}

document.querySelectorAll(".js-translation-editor").forEach(watch);
