import {
  eraseEverythingCommand,
  setCommand,
  settingsCommand,
  storageCommand,
} from '../commands/settings.ts';
import type { MakeGroup } from './group.ts';

/** `carrel settings ...` */
export function addSettingCommands(group: MakeGroup): void {
  const { command, run } = group('settings', 'what was chosen: show, set; what is stored');
  command('show', 'all settings', true).action((_options, self) => run(self, settingsCommand));
  command('set', 'change one, e.g. `settings set answerLength short`')
    .argument('<name>')
    .argument('<value>')
    .action((name, value, _options, self) =>
      run(self, (context) => setCommand(context, name, value)),
    );
  command('storage', 'what lies where in the data folder, and how large it is').action(
    (_options, self) => run(self, storageCommand),
  );
}

/** `carrel erase ...` */
export function addEraseCommand(group: MakeGroup): void {
  const { command, run } = group('erase', 'erase for good');
  command('everything', 'every document, question and answer; models and settings stay')
    .requiredOption('--yes', 'nothing is erased without this')
    .action((_options, self) => run(self, eraseEverythingCommand));
}
