// The bridge between the page and the main process; the only thing of Electron that the page sees.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge } from '../renderer/engine/bridge.ts';
import { channels } from './relay.ts';

const bridge: DesktopBridge = {
  send(message) {
    ipcRenderer.send(channels.message, message);
  },
  onMessage(listener) {
    ipcRenderer.on(channels.message, (_event, message: unknown) => {
      listener(message);
    });
  },
  onClose(listener) {
    ipcRenderer.once(channels.close, () => {
      listener();
    });
  },
  onCommand(listener) {
    ipcRenderer.on(channels.command, (_event, command: unknown) => {
      listener(command);
    });
    ipcRenderer.send(channels.listens);
  },
  speak(language) {
    ipcRenderer.send(channels.language, language);
  },
  close() {
    ipcRenderer.send(channels.close);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

ipcRenderer.send(channels.open);
contextBridge.exposeInMainWorld('carrel', bridge);
