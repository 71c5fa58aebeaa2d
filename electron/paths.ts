import { join } from 'node:path';

/** Where the parts of the application lie. */
export interface ProgramPaths {
  /** Carrel's own Node. */
  readonly node: string;
  /** The desktop host's program. */
  readonly host: string;
  /** The built page. */
  readonly page: string;
  /** Texts, by language. */
  readonly locales: string;
  readonly preload: string;
}

export interface Circumstances {
  readonly packaged: boolean;
  /** Electron's folder of resources; holds `engine` in an installed application. */
  readonly resources: string;
  /** Folder of the running main.js: `dist/electron` in a checkout. */
  readonly own: string;
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The paths of an installed application, or of a checkout. Only a checkout listens to the
 * environment: who can set a variable must not choose what an installed Carrel runs.
 */
export function programPaths(circumstances: Circumstances): ProgramPaths {
  const { packaged, resources, own, platform, environment } = circumstances;
  const program = packaged ? join(resources, 'engine') : join(own, '..', '..');
  const bundled = join(program, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  return {
    node: packaged ? bundled : (environment['CARREL_NODE'] ?? bundled),
    host: join(program, 'src', 'desktop', 'main.ts'),
    page: join(program, 'dist', 'renderer'),
    locales: join(program, 'resources', 'locales'),
    preload: join(own, 'preload.cjs'),
  };
}
