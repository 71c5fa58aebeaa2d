import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../renderer/engine/menu-commands.ts';
import type { DesktopTexts } from './texts.ts';

/**
 * The native menu. No entry reloads, shows developer tools or opens an address. The accelerators are those
 * of the page (`renderer/app/shortcuts.ts`), which takes them first where it has the focus.
 *
 * @param choose what is done by the page, and was chosen here.
 */
export function menuTemplate(
  t: DesktopTexts,
  platform: string,
  choose: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  const item = (
    label: string,
    accelerator: string,
    command: MenuCommand,
  ): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => {
      choose(command);
    },
  });
  const settings = item(t.settings, 'CmdOrCtrl+,', 'settings');
  const mac = platform === 'darwin';
  const menus: MenuItemConstructorOptions[] = [
    {
      label: t.file,
      submenu: [
        item(t.addFiles, 'CmdOrCtrl+O', 'add-files'),
        item(t.addFolder, 'CmdOrCtrl+Shift+O', 'add-folder'),
        { type: 'separator' },
        // A Mac keeps them in the application's own menu.
        ...(mac ? [] : [settings, { type: 'separator' as const }]),
        { role: 'close', label: t.close },
        { type: 'separator' },
        { role: 'quit', label: t.quit },
      ],
    },
    {
      label: t.edit,
      submenu: [
        { role: 'undo', label: t.undo },
        { role: 'redo', label: t.redo },
        { type: 'separator' },
        { role: 'cut', label: t.cut },
        { role: 'copy', label: t.copy },
        { role: 'paste', label: t.paste },
        { role: 'selectAll', label: t.selectAll },
      ],
    },
    {
      label: t.view,
      submenu: [
        { role: 'zoomIn', label: t.zoomIn },
        { role: 'zoomOut', label: t.zoomOut },
        { role: 'resetZoom', label: t.zoomReset },
        { type: 'separator' },
        { role: 'togglefullscreen', label: t.fullScreen },
      ],
    },
    { label: t.window, submenu: [{ role: 'minimize', label: t.minimize }] },
  ];
  return mac ? [applicationMenu(settings), ...menus] : menus;
}

/** As Electron's own `appMenu`, with the settings, which that lacks. */
function applicationMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: 'Carrel',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
