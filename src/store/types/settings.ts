/** Small values by key, such as settings of the person, as JSON or text. */
export interface SettingStore {
  setting(key: string): string | undefined;
  setSetting(key: string, value: string): void;
}
