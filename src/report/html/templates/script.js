// The page is whole without this: it adds the filter box, and buttons that copy a command.
(() => {
  const $ = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const form = document.querySelector('.filter');
  const box = document.getElementById('filter');
  const shown = document.getElementById('shown');
  const name = (cell) => cell.getAttribute('aria-label');
  const cells = $('.cells > *').map((node) => ({ node, text: name(node).toLowerCase() }));
  // Read when first needed: the text of a large report is long.
  let texts = null;
  const parts = () => texts ??= $('.block, .reason, .way, .subject tbody tr').map((node) => ({ node, text: node.textContent.toLowerCase() }));
  const hideEmpty = (outer, inner) => $(outer).forEach((node) => {
    node.hidden = !node.querySelector(`${inner}:not([hidden])`);
  });
  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = ({ text }) => words.every((word) => text.includes(word));
    let count = 0;
    for (const cell of cells) {
      cell.node.hidden = !matches(cell);
      count += !cell.node.hidden;
    }
    for (const part of parts()) part.node.hidden = !matches(part);
    hideEmpty('.row', '.cells > *');
    hideEmpty('.family', '.row');
    hideEmpty('.subject', 'tbody tr');
    for (const kind of $('.kind')) kind.hidden = !kind.nextElementSibling.querySelector(':scope > :not([hidden])');
    shown.textContent = words.length ? `${count} of ${cells.length} cells` : '';
  };
  let later = 0;
  box.addEventListener('input', () => {
    cancelAnimationFrame(later);
    later = requestAnimationFrame(filter);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  if (box.value) filter();

  for (const pre of $('.again pre')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      getSelection().selectAllChildren(pre);
      try {
        await navigator.clipboard.writeText(pre.textContent);
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    pre.after(button);
  }
})();
