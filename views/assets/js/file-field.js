/** A chosen file's text goes into the field that is sent; without this it is pasted there. */
const chooser = document.querySelector('[data-file-into]');
const home = chooser?.closest('[data-file-field]');
const problem = document.querySelector('[data-file-error]');

/** @param {string | undefined} id */
function fieldOf(id) {
  const field = document.getElementById(id ?? '');
  const isField = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  return isField ? field : null;
}

if (chooser instanceof HTMLInputElement && home instanceof HTMLElement) {
  home.hidden = false;
  chooser.addEventListener('change', async () => {
    const [file] = chooser.files ?? [];
    const [text, name] = [fieldOf(chooser.dataset.fileInto), fieldOf(chooser.dataset.fileName)];
    if (!file || !text) return;
    const bytes = await file.arrayBuffer();
    let isRight = true;
    try {
      text.value = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      if (name) name.value = file.name.slice(0, name.maxLength);
    } catch {
      isRight = false;
    }
    home.classList.toggle('wrong', !isRight);
    if (problem instanceof HTMLElement) problem.hidden = isRight;
  });
}
