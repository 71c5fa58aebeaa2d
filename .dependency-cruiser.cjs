/**
 * What each module (folder) of src/ may import beside the contract; ARCHITECTURE.md says it in words. Parsers meet
 * hostile bytes, which is why they may import so little.
 */
const modules = {
  process: [],
  parse: ['process'],
  ocr: ['parse', 'process'],
  language: [],
  chunk: ['parse', 'language'],
  models: ['process', 'inference'],
  inference: ['process', 'models'],
  store: ['chunk', 'parse', 'language', 'process'],
  ingest: ['store', 'parse', 'ocr', 'chunk', 'language', 'process'],
  retrieve: ['store', 'chunk', 'language'],
  answer: ['store', 'retrieve', 'parse', 'language', 'inference'],
  survey: ['store', 'retrieve', 'answer', 'language'],
  engine: [
    'process',
    'parse',
    'ocr',
    'language',
    'chunk',
    'models',
    'inference',
    'store',
    'ingest',
    'retrieve',
    'answer',
    'survey',
  ],
  evaluation: ['answer'],
  shell: ['process', 'models'],
  serve: ['shell'],
  desktop: ['shell', 'process'],
  cli: ['shell', 'serve', 'models', 'evaluation'],
};

/** The program's version and folder, which doors name too, and how an exception is told and read. */
const shared = '(?:engine/(?:version|folders|log)|process/system-error)[.]ts$';

/** The arrows between the modules of src/. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-knows-nobody',
      comment: 'The contract is shared by all doors and knows no other module, no Node, no DOM.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: '^(src/contract/|node_modules/zod/)' },
    },
    ...Object.entries(modules).map(([folder, others]) => ({
      name: `${folder}-knows-its-own`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: {
        path: '^src/',
        pathNot: `^src/(?:(?:${[folder, 'contract', ...others].join('|')})/|${shared})`,
      },
    })),
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
