/** The arrows between the rooms of src/. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-knows-nobody',
      comment: 'The contract is shared by all doors and knows no room, no Node, no DOM.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: '^(src/contract/|node_modules/zod/)' },
    },
    {
      name: 'inner-rooms-know-no-door',
      severity: 'error',
      from: {
        path: '^src/(parse|ocr|chunk|store|retrieve|answer|survey|inference|models|ingest|process)/',
      },
      to: { path: '^(src/(shell|cli|serve|desktop|engine)|electron|renderer)/' },
    },
    {
      name: 'parse-stands-alone',
      comment:
        'Parsers meet hostile bytes; they may use only the contract and the process channel.',
      severity: 'error',
      from: { path: '^src/parse/' },
      to: { path: '^src/', pathNot: '^src/(parse|contract|process)/' },
    },
    {
      name: 'chunk-knows-parse-only',
      severity: 'error',
      from: { path: '^src/chunk/' },
      to: { path: '^src/', pathNot: '^src/(chunk|parse|contract|language)/' },
    },
    {
      name: 'store-does-not-answer',
      severity: 'error',
      from: { path: '^src/store/' },
      to: { path: '^src/(retrieve|answer|survey|ingest|inference|models)/' },
    },
    {
      name: 'engine-opens-no-door',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^src/(shell|cli|serve|desktop)/' },
    },
    {
      name: 'renderer-knows-the-contract-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(src|electron)/', pathNot: '^src/contract/' },
    },
    {
      name: 'electron-holds-no-product',
      comment:
        'Windows, menu, dialogs, the page: what it asks goes to the desktop host by message.',
      severity: 'error',
      from: { path: '^electron/' },
      to: {
        path: '^(src|renderer)/',
        pathNot:
          '^(src/contract/|src/desktop/protocol[.]ts$|src/serve/(page-files|headers)[.]ts$|renderer/engine/(bridge|menu-commands)[.]ts$)',
      },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      from: { path: '^(src|electron|renderer)/', pathNot: '^renderer/vite[.]config[.]ts$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        // Types are gone at run time; Electron is the program that runs `electron/`.
        pathNot: '^node_modules/(@types|electron)/',
      },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
