const { rmSync } = require('node:fs');
const { join } = require('node:path');

// Electron's own sample application; the fuses keep it from being started, this from being shipped.
exports.default = async ({ appOutDir, packager }) => {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};
