/** Takes whoever sent a form with errors to the summary of them, which a reader then speaks. */
const summary = document.querySelector('[data-focus]');
if (summary instanceof HTMLElement) summary.focus();
