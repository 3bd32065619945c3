/* Gives names, roles and levels to what Wagtail 8.0.1 and wagtail-localize 1.14.5 leave without (WCAG 2.2: 1.3.1, 2.1.1,
   4.1.2). A line may go when they do it themselves. */
{
  const words = document.currentScript.dataset;
  const title = () => document.querySelector("h1")?.textContent.trim() || document.title;
  const isEmpty = (element) => !element.textContent.trim();
  const named = (name) => (element) => element.setAttribute("aria-label", name());
  const as = (role) => (element) => element.setAttribute("role", role);

  function nameBy(field, element, word) {
    const label = field && document.querySelector(`label[for="${field.id}"]`);
    element.setAttribute("aria-label", label?.textContent.replace("*", "").trim() || word);
  }

  function nameTags(input) {
    nameBy(input.closest("[data-contentpath]")?.querySelector("input[id]"), input, words.tags);
  }

  /* Of a formatted text; its label names the field that the editor stands in for (wagtail/wagtail#14205). */
  function nameText(editor) {
    const field = editor.closest("[data-draftail-editor-wrapper]")?.parentNode.querySelector("input[type=hidden][id]");
    nameBy(field, editor, words.text);
  }

  function nameDialog(dialog) {
    const heading = dialog.querySelector("h1, h2");
    if (heading) dialog.setAttribute("aria-label", heading.textContent.trim());
  }

  function standAt(heading, level) {
    heading.setAttribute("role", "heading");
    heading.setAttribute("aria-level", level);
  }

  /* No heading stands two levels below the one before it. */
  function evenLevels() {
    let last = 1;
    for (const heading of document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")) {
      if (!heading.checkVisibility()) continue;
      const level = Number(heading.ariaLevel || heading.localName[1]);
      if (level > last + 1) standAt(heading, last + 1);
      last = Math.min(level, last + 1);
    }
  }

  const REPAIRS = {
    ".tagit-new input:not([aria-label])": nameTags,
    "[data-draftail-editor-wrapper] [role=textbox]:not([aria-label])": nameText,
    ".js-translation-editor input[type=file]:not([aria-label])": named(() => words.file),
    "#fileupload:not([aria-label])": named(() => words.files),
    "a.button.bicolor:not([aria-label])": (link) => isEmpty(link) && named(title)(link),
    ".w-minimap__list:not([tabindex])": (list) => list.setAttribute("tabindex", "0"),
    "ul.workflow-tasks:not([role]), ul.workflow-tasks li:not([role])": as("none"),
    "section.w-panel[id='-section'][aria-labelledby]": (section) => section.removeAttribute("aria-labelledby"),
    ".modal.in:not([aria-label])": nameDialog,
    ".modal a img.show-transparency:not([alt=''])": (image) => image.setAttribute("alt", ""),
    "th:not([role])": (cell) => isEmpty(cell) && as("cell")(cell),
    "a.button[role=tab]": as("button"),
    "h2#header-title:not([role])": (heading) => document.querySelector("h1") || standAt(heading, 1),
    ".js-translation-editor section > div:first-child > h3:not([role])": (heading) => standAt(heading, 1),
    ".js-translation-editor section > ul h3:not([role])": (heading) => standAt(heading, 2),
    "h2[role=alert]": (heading) => heading.removeAttribute("role"),
  };

  const repair = () => {
    for (const [selector, mend] of Object.entries(REPAIRS)) document.querySelectorAll(selector).forEach(mend);
    evenLevels();
  };

  new MutationObserver(repair).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", repair);
}
