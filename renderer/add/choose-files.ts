/** The chooser that is open; held, so that it is not collected before it answers. */
let open: HTMLInputElement | undefined;

/**
 * Shows the browser's chooser of files, or of a folder with all that is in it. Empty when it was
 * closed. Call it while a click or key is handled, else browsers show nothing.
 */
export async function chooseFiles(kind: 'files' | 'folder'): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = kind === 'folder';
  open = input;
  return await new Promise((resolve) => {
    const answer = (): void => {
      if (open === input) open = undefined;
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', answer);
    input.addEventListener('cancel', answer);
    input.click();
  });
}
