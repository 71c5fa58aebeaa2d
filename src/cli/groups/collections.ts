import {
  createCollectionCommand,
  deleteCollectionCommand,
  listCollectionsCommand,
  listFoldersCommand,
  renameCollectionCommand,
  watchFolderCommand,
} from '../commands/collections.ts';
import type { MakeGroup } from './group.ts';

/** `carrel collections ...` */
export function addCollectionCommands(group: MakeGroup): void {
  const { command, run } = group(
    'collections',
    'the collections: list, create, rename, delete; and the added folders',
  );
  command('list', 'the collections with their sizes', true).action((_options, self) =>
    run(self, listCollectionsCommand),
  );
  command('create', 'a new, empty collection')
    .argument('<name>')
    .action((name, _options, self) =>
      run(self, (context) => createCollectionCommand(context, name)),
    );
  command('rename', 'give a collection another name')
    .argument('<name>')
    .argument('<to>')
    .action((name, to, _options, self) =>
      run(self, (context) => renameCollectionCommand(context, name, to)),
    );
  command('delete', 'erase a collection and what was read into it; the files stay')
    .argument('<name>')
    .action((name, _options, self) =>
      run(self, (context) => deleteCollectionCommand(context, name)),
    );
  command('folders', 'the added folders').action((_options, self) => run(self, listFoldersCommand));
  for (const watched of [true, false]) {
    command(
      watched ? 'watch' : 'unwatch',
      watched ? 'go on reading what changes in an added folder' : 'leave an added folder alone',
    )
      .argument('<folder>')
      .option('--collection <name>', 'collection it was added to', 'default')
      .action((folder, { collection }, self) =>
        run(self, (context) => watchFolderCommand(context, folder, { collection, watched })),
      );
  }
}
