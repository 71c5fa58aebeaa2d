import { Option } from '@commander-js/extra-typings';
import {
  fetchCommand,
  importCommand,
  listModelsCommand,
  removeModelCommand,
  useModelCommand,
  verifyModelsCommand,
} from '../commands/models.ts';
import type { MakeGroup } from './group.ts';

const roles = ['answer', 'embed', 'rerank'] as const;

/** `carrel models ...` */
export function addModelCommands(group: MakeGroup): void {
  const { command, run } = group('models', 'the models: list, fetch, import, use, remove, verify');
  command('list', 'the catalogue, and what is installed', true).action((_options, self) =>
    run(self, listModelsCommand),
  );
  command('fetch', 'download a profile (tiny, standard, workstation) or one model')
    .argument('<profile-or-id>')
    .option('--from <path>', 'take the files from this file or folder instead')
    .action((target, options, self) =>
      run(self, (context) => fetchCommand(context, target, options)),
    );
  command('import', 'take in a GGUF file, or those in a folder')
    .argument('<path>')
    .addOption(new Option('--role <role>').choices(roles))
    .action((path, options, self) => run(self, (context) => importCommand(context, path, options)));
  command(
    'use',
    'use an installed model for its role; another embedder takes over once it is ready',
  )
    .argument('<id>')
    .action((id, _options, self) => run(self, (context) => useModelCommand(context, id)));
  command('remove', 'delete an installed model')
    .argument('<id>')
    .action((id, _options, self) => run(self, (context) => removeModelCommand(context, id)));
  command('verify', 'hold the installed models against their checksums').action((_options, self) =>
    run(self, verifyModelsCommand),
  );
}
