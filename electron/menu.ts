import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopTexts } from './texts.ts';

/** The native menu. No entry reloads, shows developer tools or opens an address. */
export function menuTemplate(t: DesktopTexts, platform: string): MenuItemConstructorOptions[] {
  const menus: MenuItemConstructorOptions[] = [
    {
      label: t.file,
      submenu: [
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
  return platform === 'darwin' ? [{ role: 'appMenu' }, ...menus] : menus;
}
