/** What the native menu of the desktop application has the page do. */
export const menuCommands = ['add-files', 'add-folder', 'settings'] as const;
export type MenuCommand = (typeof menuCommands)[number];
